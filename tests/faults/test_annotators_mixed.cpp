// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rating_file.h"
#include "core/judge/judge_settings.h"
#include "tests/faults/annotator_process.h"
#include "tests/support/fault_report.h"
#include "tests/workspace/workspace_fixture.h"

#include <algorithm>
#include <csignal>
#include <memory>
#include <set>
#include <thread>

using namespace saferscope;
using check::makeWorkspace;
using check::TemporaryFolder;
using faults::AnnotatorProcess;

namespace {

/// Two people who rate as fast as they can while something else goes on.
class Raters {
public:
    explicit Raters(const std::filesystem::path& workspace) {
        for (int person = 0; person < 2; ++person) {
            m_raters.push_back(std::make_unique<AnnotatorProcess>(
                "annotator_child",
                std::vector<std::string>{"rate", workspace.string(), "person " + std::to_string(person), "0", "0"}));
            CHECK(m_raters.back()->waitForLine());
        }
        for (auto& rater : m_raters) {
            m_readers.emplace_back([&rater] {
                while (rater->waitForLine()) {}
            });
        }
    }
    ~Raters() {
        if (!m_readers.empty()) {
            end();
        }
    }
    /// Nothing but our own wish may have ended them.
    void end() {
        for (auto& rater : m_raters) {
            rater->signal(SIGTERM);
        }
        m_readers.clear();
        for (auto& rater : m_raters) {
            m_failed += rater->waitForEnd() == -SIGTERM ? 0 : 1;
            for (const std::string& line : rater->lines()) {
                m_acknowledged.insert(line.substr(0, line.find(' ')));
                m_worst = std::max(m_worst, std::stod(line.substr(line.find(' ') + 1)) / 1000.0);
            }
        }
    }
    long failed() const { return m_failed; }
    double worstSeconds() const { return m_worst; }
    const std::set<std::string>& acknowledged() const { return m_acknowledged; }

private:
    std::vector<std::unique_ptr<AnnotatorProcess>> m_raters;
    std::vector<std::jthread> m_readers;
    std::set<std::string> m_acknowledged;
    long m_failed = 0;
    double m_worst = 0.0;
};

/// How long a rater waited is told and not bounded: on a disk that others keep busy each flush takes what it takes.
/// What must not happen is a rating that failed after its 10 s.
void checkBeside(const std::filesystem::path& workspace, const std::string& what,
                 const std::vector<std::string>& arguments, const std::string& answer) {
    Raters raters(workspace);
    AnnotatorProcess other("annotator_child", arguments);
    const int ended = other.waitForEnd();
    raters.end();
    const auto opened = Workspace::open(workspace);
    CHECK_OK(opened);
    std::set<std::string> there;
    const auto events = (*opened)->ratings();
    CHECK_OK(events);
    for (const auto& event : *events) {
        there.insert(event.id);
    }
    CHECK_EQ(there.size(), events->size());
    long lost = 0;
    for (const auto& id : raters.acknowledged()) {
        lost += there.contains(id) ? 0 : 1;
    }
    faults::report({7, "two people rate beside " + what, static_cast<long>(raters.acknowledged().size()), lost,
                    raters.failed() + (ended == 0 ? 0 : 1), "the slowest is a rater's longest wait",
                    raters.worstSeconds()});
    CHECK_EQ(ended, 0);
    CHECK(!other.lines().empty());
    CHECK_EQ(other.lines().back(), answer);  // warnings may stand before it
    CHECK_EQ(raters.failed(), 0L);
    CHECK_EQ(lost, 0L);
}

std::filesystem::path writeLongPairs(const std::filesystem::path& file, int count) {
    const std::string answer(900, 'a');  // with both answers some 2 KB, as in real data
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += R"({"id":"p)" + std::to_string(i) +
                R"(","prompt":[{"role":"user","content":"Question"}],"chosen":"yes )" + answer +
                R"(","rejected":"no )" + answer + "\"}\n";
    }
    check::writeFile(file, text);
    return file;
}

}  // namespace

TEST(people_rate_on_while_others_work_on_the_workspace) {
    const int pairs = faults::times(1500, 20'000);
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    { makeWorkspace(path); }
    const auto file = writeLongPairs(folder.path() / "pairs.jsonl", pairs);
    const std::string count = std::to_string(pairs);
    checkBeside(path, "an import of " + count + " pairs", {"import", path.string(), file.string(), "data"},
                "imported " + count);
    checkBeside(path, "the worker's copy of " + count + " pairs being made", {"copy", path.string(), "data"}, "copied");
    checkBeside(path, "a backup of " + count + " pairs and all ratings",
                {"backup", path.string(), (folder.path() / "backup").string()}, "backed up");
    CHECK_OK(Workspace::open(folder.path() / "backup"));
    checkBeside(path, "the removal of " + count + " pairs", {"remove", path.string(), "data"}, "removed");
    {
        const auto workspace = Workspace::open(path);
        CHECK_OK(workspace);
        CHECK((*workspace)->datasets().empty());
    }

    // A judge's run of many answers, and some that made nothing, are taken over.
    const int answers = faults::times(200, 5000);
    {
        const auto workspace = Workspace::open(path);
        CHECK_OK(workspace);
        for (int run = 0; run < 5; ++run) {
            check::writeFinishedRun(**workspace, "20260726-1000" + std::to_string(10 + run), JobKind::Evaluate,
                                    {{"dataset_name", "data"}}, {{"model", "m"}}, {{"accuracy", 0.5}});
        }
        const auto run = check::writeFinishedRun(**workspace, "20260726-110000", JobKind::RateFeatures, Json::object(),
                                                 {{"sae", "sae"}}, Json::object());
        std::string text;
        for (int i = 0; i < answers; ++i) {
            RatingEvent event;
            event.id = newRatingId();
            event.createdAt = "2026-07-26T10:00:00.000Z";
            event.saeHash = "sae";
            event.feature = FeatureId(static_cast<std::uint32_t>(i));
            event.rater = "gpt-4o";
            event.raterKind = RaterKind::Judge;
            event.score = 1 + i % 5;
            text += ratingLine(event) + "\n";
        }
        check::writeFile(run / runRatingsName, text);
    }
    // The evaluations left nothing: only the judge's run counts.
    checkBeside(path, "a judge's run of " + std::to_string(answers) + " answers being taken over",
                {"adopt", path.string()}, "adopted 1");
}
