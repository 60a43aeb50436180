// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/random.h"
#include "core/jobs/event.h"
#include "tests/support/check.h"
#include "tests/support/sanitizers.h"

#include <csignal>
#include <fstream>
#include <limits>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>

using namespace saferscope;
using check::TemporaryFolder;

namespace {

Event metric(std::uint64_t step, double loss) {
    Event event;
    event.kind = EventKind::Metric;
    event.step = step;
    event.values["loss"] = loss;
    return event;
}

std::string readAll(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void appendText(const std::filesystem::path& path, std::string_view text) {
    std::ofstream file(path, std::ios::binary | std::ios::app);
    file << text;
}

Event randomEvent(Random& random, int number) {
    Event event;
    event.kind = static_cast<EventKind>(random.below(6));
    event.time = 1000.0 + number;
    if (event.kind == EventKind::Progress) {
        event.progress.stage = "Reading \"pairs\"\n\xE4\xB8\xAD";
        event.progress.done = random.next();
        event.progress.total = random.next();
        event.progress.perSecond = random.uniform();
        if (random.below(2) == 0) {
            event.progress.etaSeconds = random.uniform() * 100;
        }
    } else if (event.kind == EventKind::Metric) {
        event.step = random.below(1000);
        event.values["loss"] = random.normal();
        event.values["learning_rate"] = random.uniform();
    } else if (event.kind == EventKind::Checkpoint) {
        event.step = random.below(1000);
        event.text = "/a/b";
    } else if (event.kind != EventKind::Started) {
        event.text = std::string(random.below(200), 'x') + "\t" + std::to_string(number);
    }
    return event;
}

}  // namespace

TEST(events_come_back_as_written) {
    Random random(3);
    const TemporaryFolder folder;
    const auto path = folder.path() / "events.jsonl";
    std::vector<Event> written;
    {
        auto writer = EventWriter::open(path);
        CHECK_OK(writer);
        for (int i = 0; i < 300; ++i) {
            written.push_back(randomEvent(random, i));
            CHECK_OK(writer->append(written.back()));
        }
    }
    EventReader reader(path);
    const auto read = reader.poll();
    CHECK_EQ(read.size(), written.size());
    for (std::size_t i = 0; i < read.size(); ++i) {
        CHECK_EQ(dumpJson(toJson(read[i])), dumpJson(toJson(written[i])));
        CHECK(read[i].kind == written[i].kind);
        CHECK(read[i].values == written[i].values);
        CHECK(read[i].progress.etaSeconds == written[i].progress.etaSeconds);
    }
    CHECK_EQ(reader.skippedLines(), 0u);
    CHECK(reader.poll().empty());
}

TEST(numbers_that_are_not_finite_survive_as_nan) {
    const auto back =
        eventFromJson(*parseJson(dumpJson(toJson(metric(3, std::numeric_limits<double>::infinity()))), "x"));
    CHECK(back.has_value());
    CHECK(std::isnan(back->values.at("loss")));
}

// The property that following needs: however the file grows, the same events come out, each once and in order.
TEST(any_chunk_boundaries_give_the_same_events) {
    const TemporaryFolder folder;
    const auto whole = folder.path() / "whole.jsonl";
    Random random(17);
    {
        auto writer = EventWriter::open(whole);
        CHECK_OK(writer);
        for (int i = 0; i < 60; ++i) {
            CHECK_OK(writer->append(randomEvent(random, i)));
        }
    }
    const std::string text = readAll(whole);
    for (int round = 0; round < 40; ++round) {
        const auto path = folder.path() / ("part" + std::to_string(round));
        EventReader reader(path);
        CHECK(reader.poll().empty());  // not there yet
        std::vector<Event> events;
        for (std::size_t begin = 0; begin < text.size();) {
            const auto size = std::min<std::size_t>(text.size() - begin, 1 + random.below(round < 20 ? 7 : 900));
            appendText(path, std::string_view(text).substr(begin, size));
            begin += size;
            if (random.below(3) == 0) {
                for (auto& event : reader.poll(1 + random.below(300))) {
                    events.push_back(std::move(event));
                }
            }
        }
        for (int i = 0; i < 100000 && events.size() < 60; ++i) {
            for (auto& event : reader.poll(1 + random.below(300))) {
                events.push_back(std::move(event));
            }
        }
        CHECK_EQ(events.size(), 60u);
        for (std::size_t i = 0; i < events.size(); ++i) {
            CHECK_EQ(events[i].time, 1000.0 + static_cast<double>(i));
        }
        CHECK_EQ(reader.skippedLines(), 0u);
    }
}

TEST(garbage_lines_are_counted_and_passed_over) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "events.jsonl";
    const std::string good = dumpJson(toJson(metric(1, 0.5))) + "\n";
    std::string deep(5000, '[');
    appendText(path, "{\"format\":\"saferscope-events\",\"version\":1}\n" + good + "not json\n" +
                         std::string("\0\xff\xfe\n", 4) +
                         "{\"event\":\"dance\"}\n[1,2]\n\"text\"\n{\"event\":\"metric\",\"step\":-4}\n" +
                         "{\"event\":\"metric\",\"step\":1e400}\n{\"event\":\"progress\",\"done\":\"many\"}\n" + deep +
                         "\n\n" + "{\"event\":7}\n" + good + "{\"event\":\"message\",\"text\":\"half");
    EventReader reader(path);
    CHECK_EQ(reader.poll().size(), 2u);
    CHECK_EQ(reader.skippedLines(), 10u);
    appendText(path, " and whole\"}\n");
    const auto rest = reader.poll();
    CHECK_EQ(rest.size(), 1u);
    CHECK_EQ(rest[0].text, std::string("half and whole"));
}

TEST(a_shorter_or_replaced_file_starts_anew) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "events.jsonl";
    const std::string line = dumpJson(toJson(metric(1, 0.5))) + "\n";
    appendText(path, line + line + "{\"half");
    EventReader reader(path);
    CHECK_EQ(reader.poll().size(), 2u);
    std::filesystem::resize_file(path, 0);
    appendText(path, line);
    CHECK_EQ(reader.poll().size(), 1u);
    CHECK_OK(writeFileAtomically(path, line + line + line));  // a new file of another inode, longer than the old one
    CHECK_EQ(reader.poll().size(), 3u);
    CHECK_EQ(reader.skippedLines(), 0u);
}

// A worker gone mad: a line of a gigabyte (a sparse file of zero bytes) costs neither memory nor the events after it.
TEST(a_gigabyte_on_one_line_is_passed_over_in_bounded_memory) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "events.jsonl";
    const std::string line = dumpJson(toJson(metric(1, 0.5))) + "\n";
    appendText(path, line);
    std::filesystem::resize_file(path, 1ull << 30);
    appendText(path, "\n" + line);
    const auto residentPages = [] {
        std::ifstream file("/proc/self/statm");
        std::uint64_t size = 0;
        std::uint64_t resident = 0;
        file >> size >> resident;
        return resident;
    };
    EventReader reader(path);
    const auto before = residentPages();
    std::size_t events = 0;
    int polls = 0;
    for (; polls < 1000 && events < 2; ++polls) {
        events += reader.poll().size();
    }
    CHECK_EQ(events, 2u);
    CHECK_EQ(reader.skippedLines(), 1u);
    CHECK(polls > 200);  // 4 MiB at most a time: whoever polls stays responsive
    CHECK(!check::memoryIsOurs || residentPages() < before + (16u << 20) / 4096);
}

TEST(a_pipe_or_folder_in_place_of_the_file_does_not_block) {
    const TemporaryFolder folder;
    const auto pipe = folder.path() / "pipe";
    CHECK_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    CHECK(EventReader(pipe).poll().empty());
    CHECK(EventReader(folder.path()).poll().empty());
    CHECK(EventReader("/dev/zero").poll().empty());
}

TEST(a_resumed_writer_appends_and_closes_off_a_torn_line) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "events.jsonl";
    CHECK_OK(EventWriter::open(path)->append(metric(1, 1)));
    appendText(path, "{\"event\":\"met");  // killed in the middle of a write
    CHECK_OK(EventWriter::open(path)->append(metric(2, 1)));
    EventReader reader(path);
    const auto events = reader.poll();
    CHECK_EQ(events.size(), 2u);
    CHECK_EQ(events[1].step, 2u);
    CHECK_EQ(reader.skippedLines(), 1u);
    const std::string text = readAll(path);
    CHECK_EQ(text.find("saferscope-events"), text.rfind("saferscope-events"));
}

TEST(lines_of_several_threads_do_not_mix) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "events.jsonl";
    auto writer = EventWriter::open(path);
    CHECK_OK(writer);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&writer] {
            for (int i = 0; i < 200; ++i) {
                writer->append(metric(static_cast<std::uint64_t>(i), 1));
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    EventReader reader(path);
    CHECK_EQ(reader.poll().size(), 800u);
    CHECK_EQ(reader.skippedLines(), 0u);
}

// Work goes on when the disk is full (here: the file may not grow): the failure is told once, not once per event, and
// events that come after space was freed are whole again.
TEST(a_full_disk_is_told_once) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "events.jsonl";
    auto writer = EventWriter::open(path);
    CHECK_OK(writer);
    CHECK_OK(writer->append(metric(1, 1)));
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    CHECK_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit full = before;
    full.rlim_cur = std::filesystem::file_size(path) + 10;  // the next line is torn
    CHECK_EQ(::setrlimit(RLIMIT_FSIZE, &full), 0);
    const auto first = writer->append(metric(2, 1));
    const auto second = writer->append(metric(3, 1));
    CHECK_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
    CHECK(!first);
    CHECK(first.error().code == ErrorCode::Io);
    CHECK_OK(second);
    CHECK_OK(writer->append(metric(4, 1)));
    EventReader reader(path);
    const auto events = reader.poll();
    CHECK_EQ(events.size(), 2u);
    CHECK_EQ(events[1].step, 4u);
    CHECK_EQ(reader.skippedLines(), 1u);
    CHECK(!EventWriter::open("/dev/full"));
}
