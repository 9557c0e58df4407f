#include "lib/base/apart.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <system_error>

namespace gandan {
namespace {

constexpr int answer_file = 3;  // of the child

void limit_to(int resource, rlim_t most) {
  const rlimit limit{most, most};
  (void)::setrlimit(static_cast<__rlimit_resource_t>(resource), &limit);
}

/// Bytes of address space that this process has now.
std::uint64_t space_now() {
  std::uint64_t pages = 0;
  if (std::FILE* file = std::fopen("/proc/self/statm", "re")) {
    std::array<char, 64> line{};
    if (std::fgets(line.data(), line.size(), file) != nullptr)
      pages = std::strtoull(line.data(), nullptr, 10);
    std::fclose(file);
  }
  return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

#if defined(__SANITIZE_ADDRESS__)
constexpr bool is_watched = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool is_watched = true;
#else
constexpr bool is_watched = false;
#endif
#else
constexpr bool is_watched = false;
#endif

/// Nothing of the parent's is open any more, and little can be had.
void shut_in(const ApartLimits& limits, int answer) {
  (void)::prctl(PR_SET_PDEATHSIG, SIGKILL);
  (void)::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  const int nothing = ::open("/dev/null", O_RDWR);
  for (int file = 0; file < answer_file; ++file) (void)::dup2(nothing, file);
  if (answer != answer_file) (void)::dup2(answer, answer_file);
  (void)::close_range(answer_file + 1, ~0U, 0);
  for (const int each : {SIGTERM, SIGINT, SIGHUP, SIGPIPE}) (void)std::signal(each, SIG_DFL);
  limit_to(RLIMIT_CPU, static_cast<rlim_t>(limits.time.count()));
  limit_to(RLIMIT_CORE, 0);
  // The sanitizers map terabytes that they never fill.
  if (!is_watched) limit_to(RLIMIT_AS, space_now() + limits.memory);
}

bool write_whole(int file, std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t written = ::write(file, bytes.data() + at, bytes.size() - at);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    at += static_cast<std::size_t>(written);
  }
  return true;
}

[[noreturn]] void be_child(const ApartLimits& limits, int answer,
                           const std::function<std::string()>& work) {
  shut_in(limits, answer);
  int status = 1;
  try {
    if (write_whole(answer_file, work())) status = 0;
  } catch (...) {  // whatever it was: the parent hears that it broke
  }
  ::_exit(status);
}

struct Heard {
  std::string bytes;
  bool is_whole = false, is_too_long = false;
};

/// Until the child closes its end, or has had its time.
Heard hear(const ApartLimits& limits, int from) {
  using Steady = std::chrono::steady_clock;
  Heard heard;
  const auto end = Steady::now() + limits.time;
  std::array<char, 64 * 1024> piece;
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Steady::now());
    if (left.count() <= 0) return heard;
    pollfd waits{from, POLLIN, 0};
    const int ready = ::poll(&waits, 1, static_cast<int>(left.count()));
    if (ready <= 0) {
      if (ready < 0 && errno != EINTR) return heard;
      continue;
    }
    const ssize_t got = ::read(from, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      heard.is_whole = got == 0;
      return heard;
    }
    heard.bytes.append(piece.data(), static_cast<std::size_t>(got));
    if (heard.bytes.size() > limits.longest_answer) {
      heard.is_too_long = true;
      return heard;
    }
  }
}

/// Becomes the program. It does not come back.
[[noreturn]] void become(const std::vector<std::string>& command, std::string_view input) {
  const int given = ::memfd_create("input", MFD_CLOEXEC);
  if (given < 0 || !write_whole(given, input) || ::lseek(given, 0, SEEK_SET) != 0) ::_exit(1);
  if (::dup2(given, STDIN_FILENO) < 0 || ::dup2(answer_file, STDOUT_FILENO) < 0) ::_exit(1);
  (void)::fcntl(answer_file, F_SETFD, FD_CLOEXEC);
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  // One processor: who waits for it has others to serve.
  std::string one_thread = "OMP_THREAD_LIMIT=1", in_utf8 = "LC_ALL=C.UTF-8";
  std::array<char*, 3> environment{one_thread.data(), in_utf8.data(), nullptr};
  (void)::execvpe(words.front(), words.data(), environment.data());
  ::_exit(127);
}

}  // namespace

Result<std::string, ApartError> run_program_apart(const ApartLimits& limits,
                                                  const std::vector<std::string>& command,
                                                  std::string_view input) {
  return run_apart(limits, [&]() -> std::string { become(command, input); });
}

Result<std::string, ApartError> run_apart(const ApartLimits& limits,
                                          const std::function<std::string()>& work) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0)
    throw std::system_error(errno, std::generic_category(), "cannot make a pipe");
  const pid_t child = ::fork();
  if (child == 0) be_child(limits, ends[1], work);
  const int why = errno;
  ::close(ends[1]);
  if (child < 0) {
    ::close(ends[0]);
    throw std::system_error(why, std::generic_category(), "cannot make a process");
  }
  Heard heard = hear(limits, ends[0]);
  ::close(ends[0]);
  if (!heard.is_whole) (void)::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  if (heard.is_too_long) return fail(ApartError::too_long);
  if (!heard.is_whole) return fail(ApartError::too_slow);
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) return fail(ApartError::too_slow);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return fail(ApartError::broke);
  return std::move(heard.bytes);
}

}  // namespace gandan
