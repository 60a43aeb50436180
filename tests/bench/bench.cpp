// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench.h"

#include "core/base/json.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>

namespace saferscope::bench {

namespace {

using Clock = std::chrono::steady_clock;

bool onlyQuick = false;
std::ofstream results;
std::vector<std::string> remarks;

double seconds(const std::function<void()>& work) {
    const auto start = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double medianOf(std::vector<double> values) {
    if (values.empty()) {
        return 0.0;
    }
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

std::string text(const char* format, double value) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, format, value);
    return buffer;
}

/// Three significant digits without an exponent.
std::string number(double value) {
    const double size = std::abs(value);
    return text(size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
}

std::string duration(double value) {
    if (value >= 1.0) {
        return number(value) + " s";
    }
    return value >= 1e-3 ? number(value * 1e3) + " ms" : number(value * 1e6) + " us";
}

std::string spread(const Sample& sample) {
    const double middle = std::max(sample.median(), 1e-12);
    return " (" + text("%+.0f", 100.0 * (sample.low() / middle - 1.0)) +
           text("/%+.0f %%", 100.0 * (sample.high() / middle - 1.0)) + ")";
}

bool met(double value, Wanted wanted) {
    return wanted.kind == Wanted::Kind::Nothing ||
           (wanted.kind == Wanted::Kind::AtLeast ? value >= wanted.value : value <= wanted.value);
}

const char* kindName(Wanted::Kind kind) {
    return kind == Wanted::Kind::AtLeast ? "at_least" : kind == Wanted::Kind::AtMost ? "at_most" : "nothing";
}

std::string verdict(double value, Wanted wanted) {
    if (wanted.kind == Wanted::Kind::Nothing) {
        return "";
    }
    return std::string(wanted.kind == Wanted::Kind::AtLeast ? "at least " : "at most ") + number(wanted.value) +
           (met(value, wanted) ? ": met" : ": **not met**");
}

struct Line {
    std::string id;
    std::string work;
    std::string ours;
    std::string beside;
    std::string result;
    double value = 0.0;
    bool portable = true;  ///< the same on another machine, within reason
};

void print(const Line& line, Wanted wanted) {
    std::printf("| %s | %s | %s | %s | %s |\n", line.work.c_str(), line.ours.c_str(), line.beside.c_str(),
                line.result.c_str(), verdict(line.value, wanted).c_str());
    std::fflush(stdout);
    if (results.is_open()) {
        const Json row{{"id", line.id},
                       {"work", line.work},
                       {"ours", line.ours},
                       {"beside", line.beside},
                       {"result", line.result},
                       {"value", line.value},
                       {"compare", line.portable},
                       {"wanted", kindName(wanted.kind)},
                       {"limit", wanted.value}};
        results << row.dump() << std::endl;
    }
}

void ratioRow(const std::string& id, const std::string& work, const Both& both, const std::string& besideName,
              Wanted wanted, bool besideOverOurs) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < std::min(both.ours.seconds.size(), both.beside.seconds.size()); ++i) {
        ratios.push_back(besideOverOurs ? both.beside.seconds[i] / both.ours.seconds[i]
                                        : both.ours.seconds[i] / both.beside.seconds[i]);
    }
    const double middle = medianOf(ratios);
    const auto [low, high] = std::minmax_element(ratios.begin(), ratios.end());
    print({id, work, duration(both.ours.median()) + spread(both.ours),
           besideName + ": " + duration(both.beside.median()) + spread(both.beside),
           "**" + number(middle) + " x** (" + number(*low) + " to " + number(*high) + ")", middle, true},
          wanted);
}

}  // namespace

double Sample::median() const { return medianOf(seconds); }
double Sample::low() const { return seconds.empty() ? 0.0 : *std::min_element(seconds.begin(), seconds.end()); }
double Sample::high() const { return seconds.empty() ? 0.0 : *std::max_element(seconds.begin(), seconds.end()); }

Sample measure(const std::function<void()>& work, int runs) {
    work();
    Sample sample;
    for (int i = 0; i < runs; ++i) {
        sample.seconds.push_back(seconds(work));
    }
    return sample;
}

Both measureBoth(const std::function<void()>& ours, const std::function<void()>& beside, int runs) {
    ours();
    beside();
    Both both;
    for (int i = 0; i < runs; ++i) {
        both.ours.seconds.push_back(seconds(ours));
        both.beside.seconds.push_back(seconds(beside));
    }
    return both;
}

void gain(const std::string& id, const std::string& work, const Both& both, const std::string& besideName,
          Wanted wanted) {
    ratioRow(id, work, both, besideName, wanted, true);
}

void cost(const std::string& id, const std::string& work, const Both& both, const std::string& besideName,
          Wanted wanted) {
    ratioRow(id, work, both, besideName, wanted, false);
}

void figure(const std::string& id, const std::string& work, double value, const std::string& unit, Wanted wanted) {
    print({id, work, "", "", "**" + number(value) + "** " + unit, value, true}, wanted);
}

void absolute(const std::string& id, const std::string& work, double value, const std::string& unit, Wanted wanted,
              const std::string& note) {
    print({id, work, number(value) + " " + unit, note, "", value, false}, wanted);
}

void absolute(const std::string& id, const std::string& work, const Sample& sample, Wanted wanted) {
    print({id, work, duration(sample.median()) + spread(sample), "", "", sample.median() * 1e3, false}, wanted);
}

void remark(const std::string& text) { remarks.push_back(text); }

bool quick() { return onlyQuick; }

int runBenchmarks(int argc, char** argv, const Benchmarks& benchmarks) {
    std::vector<std::string> names;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--quick") {
            onlyQuick = true;
        } else if (argument == "--results" && i + 1 < argc) {
            results.open(argv[++i], std::ios::app);
        } else if (argument.starts_with("--")) {
            std::fprintf(stderr, "usage: %s [--quick] [--results FILE.jsonl] [NAME...]\n", argv[0]);
            return 2;
        } else {
            names.push_back(argument);
        }
    }
    for (const std::string& name : names) {
        if (std::none_of(benchmarks.begin(), benchmarks.end(),
                         [&](const auto& entry) { return entry.first == name; })) {
            std::fprintf(stderr, "There is no benchmark \"%s\" here. There are:", name.c_str());
            for (const auto& [known, run] : benchmarks) {
                std::fprintf(stderr, " %s", known.c_str());
            }
            std::fprintf(stderr, "\n");
            return 2;
        }
    }
    std::printf("| work | ours | beside it | result | wanted |\n|---|---|---|---|---|\n");
    for (const auto& [name, run] : benchmarks) {
        if (names.empty() || std::find(names.begin(), names.end(), name) != names.end()) {
            run();
        }
    }
    for (const std::string& remark : remarks) {
        std::printf("\n%s\n", remark.c_str());
    }
    return 0;
}

}  // namespace saferscope::bench
