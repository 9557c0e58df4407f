// What nearly every test reads, read once: see precompiled.hpp.
#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cmake/precompiled.hpp"
