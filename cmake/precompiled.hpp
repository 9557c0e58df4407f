// What nearly every file reads, read once: the standard library, and the packages behind lib/base
// and lib/db. Nothing of our own stands here, so a change of ours never compiles everything anew. A
// file still includes what it uses: it must compile without this one too.
#pragma once
#include <algorithm>
#include <array>
#include <boost/pfr/core.hpp>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>
