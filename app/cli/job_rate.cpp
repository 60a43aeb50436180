// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/job_index_of_run.h"
#include "app/cli/worker_jobs.h"
#include "core/base/atomic_file.h"
#include "core/base/log.h"
#include "core/judge/line_log.h"
#include "core/judge/prompt.h"
#include "core/judge/rate_features.h"

#include <chrono>
#include <cstdlib>
#include <sys/resource.h>

namespace saferscope::cli {

namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* spendingName = "spending.jsonl";
constexpr const char* templateName = "prompt_template.txt";
constexpr auto metricEvery = std::chrono::milliseconds(500);

// What an earlier attempt of this run has left.
struct Earlier {
    std::set<FeatureId> done;
    std::uint64_t rated = 0;
    std::uint64_t unrated = 0;
    SpendingReader spending;
};

Result<LineLog> openRatings(const JobContext& context, Earlier& earlier) {
    return LineLog::open(context.paths.root / runRatingsName, [&earlier](std::string_view line) {
        const auto event = ratingFromLine(line, "a rating");
        if (!event) {
            log::warn("Passing over a damaged line of {}.", runRatingsName);
            return;
        }
        if (earlier.done.insert(event->feature).second) {
            ++(event->action == RatingAction::Rate ? earlier.rated : earlier.unrated);
        }
    });
}

// Metrics of a run that is under way, now and then.
class TallyReporter {
public:
    explicit TallyReporter(const JobContext& context, const Earlier& earlier)
        : m_events(context.events), m_earlier(earlier) {}

    void report(const RatingTally& tally, bool always) {
        const auto now = Clock::now();
        if (!always && now - m_last < metricEvery) {
            return;
        }
        m_last = now;
        Event event;
        event.kind = EventKind::Metric;
        event.step = tally.skipped + tally.rated + tally.unrated + tally.failed;
        event.values = {{"rated", static_cast<double>(m_earlier.rated + tally.rated)},
                        {"unrated", static_cast<double>(m_earlier.unrated + tally.unrated)},
                        {"failed", static_cast<double>(tally.failed)},
                        {"cached", static_cast<double>(tally.cached)},
                        {"requests", static_cast<double>(tally.spending.requests)},
                        {"input_tokens", static_cast<double>(tally.spending.inputTokens)},
                        {"output_tokens", static_cast<double>(tally.spending.outputTokens)},
                        {"cost", tally.spending.cost}};
        m_events.append(event);
    }

private:
    EventWriter& m_events;
    const Earlier& m_earlier;
    Clock::time_point m_last;
};

Json valuesOf(const RateFeaturesParams& params, const Earlier& earlier, const RatingOutcome& outcome) {
    const RatingTally& tally = outcome.tally;
    return {{"judge", params.judge.raterName()},
            {"judge_kind", judgeKindName(params.judge.kind)},
            {"features", params.features.size()},
            {"rated", earlier.rated + tally.rated},
            {"unrated", earlier.unrated + tally.unrated},
            {"failed", tally.failed},
            {"cached", tally.cached},
            {"requests", tally.spending.requests},
            {"input_tokens", tally.spending.inputTokens},
            {"output_tokens", tally.spending.outputTokens},
            {"cost", tally.spending.cost},
            {"stopped_by", ratingEndName(outcome.end)}};
}

// The memory of a process that holds a key is nothing to write to a disk.
void leaveNoCoreDump() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
}

std::string environmentText(const std::string& name) {
    const char* value = name.empty() ? nullptr : std::getenv(name.c_str());
    return value != nullptr ? value : "";
}

// Finished: every feature had its turn, or a cap said enough. Stopped: on request; resuming asks the rest. Failed: the
// server does not want to. What was rated is in the file in every case.
Result<Json> endOf(const RateFeaturesParams& params, const Earlier& earlier, const RatingOutcome& outcome) {
    const std::string kept = std::to_string(earlier.rated + outcome.tally.rated) + " features are rated so far.";
    switch (outcome.end) {
        case RatingEnd::Stopped:
            return fail(ErrorCode::Interrupted, outcome.message + " " + kept, "Resume the run to rate the rest.");
        case RatingEnd::Refused:
            return fail(ErrorCode::Failed, outcome.message + " " + kept, outcome.hint);
        case RatingEnd::Finished:
        case RatingEnd::Cap:
            break;
    }
    return valuesOf(params, earlier, outcome);
}

}  // namespace

Result<Json> runRateFeaturesJob(const JobContext& context) {
    const auto params = rateFeaturesParamsFromJson(context.spec.params);
    if (!params) {
        return failure(params);
    }
    const auto index = openIndexOfRun(params->index, params->saeHash);
    if (!index) {
        return failure(index);
    }
    const auto promptTemplate = promptTemplateOf(params->judge);
    if (!promptTemplate) {
        return failure(promptTemplate);
    }
    const bool asks = params->judge.kind != JudgeKind::Lexical;
    if (asks) {
        if (auto kept = writeFileAtomically(context.paths.root / templateName, promptTemplate->text()); !kept) {
            return failure(kept);
        }
    }
    Earlier earlier;
    auto ratings = openRatings(context, earlier);
    if (!ratings) {
        return failure(ratings);
    }
    auto spending = LineLog::open(context.paths.root / spendingName,
                                  [&earlier](std::string_view line) { earlier.spending.add(line); });
    if (!spending) {
        return failure(spending);
    }
    const auto known = KnownAnswers::read(context.paths.root / runKnownName);
    if (!known) {
        return failure(known);
    }
    HttpOptions network;
    network.certificates = environmentText("SSL_CERT_FILE");
    const auto http = asks ? makeHttpClient(network) : nullptr;
    RatingInputs inputs;
    inputs.key = asks ? environmentText(params->judge.keyVariable) : "";
    if (!inputs.key.empty()) {
        leaveNoCoreDump();
    }
    inputs.http = http.get();
    inputs.known = &*known;
    inputs.done = earlier.done;
    inputs.spent = earlier.spending.total();
    inputs.seed = context.spec.seed;

    TallyReporter reporter(context, earlier);
    RatingHooks hooks;
    hooks.sink = [&](const RatingEvent& event) { return ratings->append(ratingLine(event), true); };
    hooks.spending = [&](const SpendingEntry& entry) { return spending->append(spendingLine(entry), false); };
    hooks.tally = [&](const RatingTally& tally) { reporter.report(tally, false); };
    hooks.message = [&](const std::string& text) {
        Event event;
        event.text = text;
        context.events.append(event);
    };
    hooks.progress = context.progress();
    const auto outcome = rateFeatures(**index, *params, inputs, hooks, context.stop);
    if (!outcome) {
        return failure(outcome);
    }
    reporter.report(outcome->tally, true);
    if (outcome->end == RatingEnd::Cap) {
        hooks.message(outcome->message);
    }
    return endOf(*params, earlier, *outcome);
}

}  // namespace saferscope::cli
