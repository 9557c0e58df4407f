# A precompiled header, for all that is compiled with one set of options: what takes the time of a request
# (lib/), and kernel/units, whose lists of the nation many tests load, with -O2; use cases, pages and the program, most
# of what there is to compile, with -O1; tests, with GoogleTest, with -O1 too. Under the sanitizers, where -O1 takes
# the compiler twice as long, the first has -O1 and all else -O0.
# ccache takes part in it with CCACHE_SLOPPINESS (tools/dev/environment); -fpch-preprocess and -fno-pch-timestamp are
# its wish.
set(GANDAN_OPTIMIZATION $<IF:$<BOOL:${GANDAN_SANITIZE}>,-O0,-O1>)
if(NOT GANDAN_FUZZ)
  if(CMAKE_CXX_COMPILER_ID STREQUAL Clang)
    # Of sources that are compiled together it takes a local name for a shadow of another file's.
    add_compile_options("SHELL:-Xclang -fno-pch-timestamp" -Wno-shadow)
  else()
    add_compile_options(-fpch-preprocess)
  endif()
  file(WRITE ${CMAKE_BINARY_DIR}/precompiled.cpp "// Read by nobody: CMake wants a source.\n")
  foreach(kind lib use_cases)
    add_library(gandan_precompiled_${kind} OBJECT ${CMAKE_BINARY_DIR}/precompiled.cpp)
    target_precompile_headers(gandan_precompiled_${kind} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled.hpp)
  endforeach()
  target_compile_options(gandan_precompiled_use_cases PRIVATE ${GANDAN_OPTIMIZATION})
  add_library(gandan_precompiled_tests OBJECT ${CMAKE_BINARY_DIR}/precompiled.cpp)
  target_compile_options(gandan_precompiled_tests PRIVATE ${GANDAN_OPTIMIZATION})
  target_include_directories(gandan_precompiled_tests PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(gandan_precompiled_tests PRIVATE GTest::gmock GTest::gtest)
  target_precompile_headers(gandan_precompiled_tests PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled_tests.hpp)
endif()

# gandan_together(target): its sources are compiled four at a time. To read headers is most of the work of a
# file of ours. So a name in an anonymous namespace is told apart from those of its module, not of its file.
function(gandan_together target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 4)
endfunction()

# gandan_precompiled(target): a library or program of ours reads the shared precompiled header of its kind.
function(gandan_precompiled target)
  if(GANDAN_FUZZ)
    return()
  endif()
  file(RELATIVE_PATH folder ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  gandan_together(${target})
  if(folder MATCHES "^(lib/|kernel/units$)")
    target_precompile_headers(${target} REUSE_FROM gandan_precompiled_lib)
  else()
    target_compile_options(${target} PRIVATE ${GANDAN_OPTIMIZATION})
    target_precompile_headers(${target} REUSE_FROM gandan_precompiled_use_cases)
  endif()
endfunction()

# gandan_test(NAME library sources…): the executable NAME_test, registered with ctest as NAME; the target unit_tests
# builds all of them.
add_custom_target(unit_tests)
function(gandan_test NAME library)
  add_executable(${NAME}_test ${ARGN})
  target_link_libraries(${NAME}_test PRIVATE ${library} GTest::gmock GTest::gtest_main)
  if(NOT GANDAN_FUZZ)
    gandan_together(${NAME}_test)
    target_compile_options(${NAME}_test PRIVATE ${GANDAN_OPTIMIZATION})
    target_precompile_headers(${NAME}_test REUSE_FROM gandan_precompiled_tests)
  endif()
  add_test(NAME ${NAME} COMMAND ${NAME}_test WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  list(LENGTH ARGN files)
  set_tests_properties(${NAME} PROPERTIES LABELS unit COST ${files})  # those with the most to do begin first
  add_dependencies(unit_tests ${NAME}_test)
endfunction()

# gandan_data_test(NAME library sources…): NAME_data_test, registered with ctest as NAME_data under the label
# `data`: what must hold of real input. Where GANDAN_DATA names none, ctest says that it was skipped.
function(gandan_data_test NAME library)
  gandan_test(${NAME}_data ${library} ${ARGN})
  set_tests_properties(${NAME}_data PROPERTIES LABELS "unit;data" SKIP_REGULAR_EXPRESSION "GANDAN_DATA names no folder")
endfunction()

# gandan_module(NAME [DEPS module…] [TEST_DEPS module…] [LINK target…]): one folder, one static library.
#
#   *.cpp             the library gandan_NAME (and *.hpp, included by path from the root: "lib/db/db.hpp"),
#   ROOM/*.cpp        with the folders in it but for those below
#   views/*.html      compiled by loom; the header is included as "<folder>/views/NAME.hpp"
#   migrations/*.sql  embedded;        the header is included as "<folder>/migrations.hpp"
#   demo/**.jsonl     the demonstration data, embedded; the header is "<folder>/demo_files.hpp"
#   about/*.md        what its module adds to help and the like; the header is "<folder>/about.hpp"
#   po/*.po           merged into the catalogues
#   test/*.cpp        the executable NAME_test, registered with ctest
#   test/data/*.cpp   the executable NAME_data_test: tests on real input, with the label `data`
#   fuzz/*.cpp        a fuzzer each, built by ./dev fuzz
#
# DEPS are other modules, TEST_DEPS those that its tests use besides, LINK are packages. Links are public, since a
# header of a module includes those of others; that a module includes only what it lists, tests too, and that no
# circle comes of it, is checked by ./dev lint.
function(gandan_module NAME)
  cmake_parse_arguments(ARG "" "" "DEPS;TEST_DEPS;LINK" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp */*.cpp)
  list(FILTER sources EXCLUDE REGEX "/(test|fuzz|bench)/[^/]*$")
  file(GLOB views CONFIGURE_DEPENDS views/*.html)
  file(GLOB migrations CONFIGURE_DEPENDS migrations/*.sql)
  file(GLOB demo CONFIGURE_DEPENDS demo/*.jsonl demo/*/*.jsonl)
  file(GLOB about CONFIGURE_DEPENDS about/*.md)
  file(GLOB tests CONFIGURE_DEPENDS test/*.cpp)
  file(GLOB data_tests CONFIGURE_DEPENDS test/data/*.cpp)
  file(RELATIVE_PATH folder ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})

  if(views)
    gandan_views(${NAME} ${folder} view_sources ${views})
  endif()
  if(migrations)
    gandan_embed(migration_sources ${folder}/migrations.hpp gandan::${NAME}::migrations ${migrations})
  endif()
  if(about)
    gandan_embed(about_sources ${folder}/about.hpp gandan::${NAME}::about ${about})
  endif()
  if(demo)
    gandan_embed(demo_sources ${folder}/demo_files.hpp gandan::${NAME}::demo_files ${demo})
  endif()
  if(sources OR view_sources OR migration_sources)
    add_library(gandan_${NAME} STATIC ${sources} ${view_sources} ${migration_sources} ${about_sources} ${demo_sources})
    gandan_precompiled(gandan_${NAME})
    set(scope PUBLIC)
  else()
    add_library(gandan_${NAME} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(gandan_${NAME} ${scope} ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/generated)
  foreach(dep IN LISTS ARG_DEPS)
    target_link_libraries(gandan_${NAME} ${scope} gandan_${dep})
  endforeach()
  target_link_libraries(gandan_${NAME} ${scope} ${ARG_LINK} Threads::Threads)

  gandan_fuzzers(gandan_${NAME})
  if(tests)
    gandan_test(${NAME} gandan_${NAME} ${tests})
    foreach(dep IN LISTS ARG_TEST_DEPS)
      target_link_libraries(${NAME}_test PRIVATE gandan_${dep})
    endforeach()
  endif()
  if(data_tests)
    gandan_data_test(${NAME} gandan_${NAME} ${data_tests})
    foreach(dep IN LISTS ARG_TEST_DEPS)
      target_link_libraries(${NAME}_data_test PRIVATE gandan_${dep})
    endforeach()
  endif()
endfunction()

# gandan_fuzzers(library): with GANDAN_FUZZ, a libFuzzer executable from each fuzz/*.cpp of this folder.
function(gandan_fuzzers library)
  if(NOT GANDAN_FUZZ)
    return()
  endif()
  file(GLOB fuzzers CONFIGURE_DEPENDS fuzz/*.cpp)
  foreach(fuzzer IN LISTS fuzzers)
    get_filename_component(name ${fuzzer} NAME_WE)
    add_executable(${name} ${fuzzer})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    target_link_libraries(${name} PRIVATE ${library})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzzers)
    add_dependencies(fuzzers ${name})
  endforeach()
endfunction()

# gandan_embed(OUT header namespace files…): makes `namespace::files()`, a span of {name, bytes} that
# lives in the binary's read-only data. OUT receives the generated sources.
function(gandan_embed OUT header namespace)
  set(dir ${CMAKE_BINARY_DIR}/generated)
  string(REPLACE ".hpp" "" stem ${header})
  set(rows "")
  set(asm "  .section .rodata\n")
  set(externs "")
  set(n 0)
  string(MAKE_C_IDENTIFIER "embed_${stem}" symbol)
  foreach(file IN LISTS ARGN)
    get_filename_component(base ${file} NAME)
    string(APPEND asm "  .global ${symbol}_${n}\n  .global ${symbol}_${n}_end\n  .balign 16\n${symbol}_${n}:\n"
                      "  .incbin \"${file}\"\n${symbol}_${n}_end:\n  .byte 0\n")
    string(APPEND externs "extern \"C\" const char ${symbol}_${n}[];\nextern \"C\" const char ${symbol}_${n}_end[];\n")
    string(APPEND rows "      {\"${base}\", {${symbol}_${n}, static_cast<std::size_t>(${symbol}_${n}_end - ${symbol}_${n})}},\n")
    math(EXPR n "${n}+1")
  endforeach()
  string(APPEND asm "  .section .note.GNU-stack,\"\",@progbits\n")
  file(GENERATE OUTPUT ${dir}/${stem}_embedded.S CONTENT "${asm}")
  file(GENERATE OUTPUT ${dir}/${header} CONTENT "// Generated by gandan_embed.\n#pragma once\n#include <span>\n#include \"lib/base/embedded.hpp\"\nnamespace ${namespace} {\nstd::span<const gandan::EmbeddedFile> files();\n}\n")
  file(GENERATE OUTPUT ${dir}/${stem}_embedded.cpp CONTENT "// Generated by gandan_embed.\n#include \"${header}\"\n${externs}namespace ${namespace} {\nstd::span<const gandan::EmbeddedFile> files() {\n  static const gandan::EmbeddedFile table[] = {\n${rows}  };\n  return table;\n}\n}\n")
  set_source_files_properties(${dir}/${stem}_embedded.S PROPERTIES OBJECT_DEPENDS "${ARGN}" GENERATED TRUE)
  set_source_files_properties(${dir}/${stem}_embedded.cpp PROPERTIES GENERATED TRUE)
  set(${OUT} ${dir}/${stem}_embedded.S ${dir}/${stem}_embedded.cpp PARENT_SCOPE)
endfunction()

# gandan_declarations(NAME headers…): NAME/declarations.hpp holds the headers that declare what the views of the module
# take. The style guide shows them.
function(gandan_declarations NAME)
  file(RELATIVE_PATH folder ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  gandan_embed(declaration_sources ${folder}/declarations.hpp gandan::${NAME}::declarations ${ARGN})
  target_sources(gandan_${NAME} PRIVATE ${declaration_sources})
endfunction()

# gandan_views(NAME folder OUT views…): one header and one source from each view file, views.hpp that includes
# them all, and examples.hpp, the table of their examples. loom leaves alone what did not change, so a change inside a view compiles one source.
function(gandan_views NAME folder OUT)
  set(dir ${CMAKE_BINARY_DIR}/generated/${folder})
  set(generated ${dir}/views.hpp ${dir}/examples.hpp)
  foreach(view IN LISTS ARGN)
    get_filename_component(stem ${view} NAME_WE)
    list(APPEND generated ${dir}/views/${stem}.hpp ${dir}/views/${stem}.cpp)
  endforeach()
  add_custom_command(
    OUTPUT ${generated}
    COMMAND loom --namespace gandan::${NAME}::views --out ${dir} --root ${CMAKE_SOURCE_DIR} ${ARGN}
    DEPENDS loom ${ARGN}
    COMMENT "loom ${folder}/views" VERBATIM)
  set(${OUT} ${generated} PARENT_SCOPE)
endfunction()

# Adds every folder under the given ones that has a CMakeLists.txt.
function(gandan_add_modules)
  foreach(parent IN LISTS ARGN)
    file(GLOB lists CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${parent}/*/CMakeLists.txt)
    foreach(list IN LISTS lists)
      get_filename_component(folder ${list} DIRECTORY)
      add_subdirectory(${folder})
    endforeach()
  endforeach()
endfunction()
