#include "lib/metrics/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace gandan::metrics {
namespace {

using testing::HasSubstr;

TEST(Metrics, OneSeriesHasOneObjectAndPrintsItsValue) {
  Registry registry;
  registry.counter("jobs_total", "Jobs done.", R"(queue="mail")").add(2);
  registry.counter("jobs_total", "Jobs done.", R"(queue="mail")").add();
  registry.counter("jobs_total", "Jobs done.", R"(queue="sms")").add(7);
  registry.gauge("jobs_waiting", "Jobs waiting.").set(-1);
  registry.observed("answer", "Asked when printed.", "", [] { return 42.5; });
  const std::string text = registry.text();
  EXPECT_THAT(text, HasSubstr("# HELP jobs_total Jobs done.\n# TYPE jobs_total counter\n"
                              "jobs_total{queue=\"mail\"} 3\njobs_total{queue=\"sms\"} 7\n"));
  EXPECT_THAT(text, HasSubstr("jobs_waiting -1\n"));
  EXPECT_THAT(text, HasSubstr("answer 42.5\n"));
  EXPECT_THAT(text, HasSubstr("process_resident_memory_bytes "));
}

TEST(Metrics, BucketsOfAHistogramAreCumulative) {
  Registry registry;
  Histogram& histogram = registry.histogram("seconds", "Time.", R"(route="/")");
  histogram.observe(100);
  histogram.observe(101);
  histogram.observe(20'000'000);
  const std::string text = registry.text();
  EXPECT_THAT(text, HasSubstr("seconds_bucket{route=\"/\",le=\"0.0001\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("seconds_bucket{route=\"/\",le=\"0.00025\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("seconds_bucket{route=\"/\",le=\"10\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("seconds_bucket{route=\"/\",le=\"+Inf\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("seconds_count{route=\"/\"} 3\n"));
}

TEST(Metrics, ANameKeepsItsType) {
  Registry registry;
  registry.counter("x", "");
  EXPECT_THROW(registry.gauge("x", ""), std::logic_error);
}

}  // namespace
}  // namespace gandan::metrics
