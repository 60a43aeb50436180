// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/plan_making.h"

#include "app/cli/output.h"

#include <algorithm>

namespace saferscope::cli {

namespace {

constexpr std::size_t shownToPeople = 20;

}  // namespace

const char* const strategiesExplained =
    "\n\nPoison takes pairs whose label is surest, denoise those whose label is most doubtful. safer: score_safe by "
    "the\n"
    "signs of the kept features (published); safer-weighted: by s_i; human-confirmed: safer with features that people\n"
    "rated 4 or 5, or --set/--rule that ask people. The two readings of \"reward margin\" keep their direction in "
    "both\n"
    "modes: margin-high takes the largest margin first, margin-low the smallest, negative ones before all. loss is\n"
    "-log sigma(margin); confidence |margin|; random the seed and the id; rubric a judge's score of the pair. Ties go\n"
    "by id. A pair without the number is named and never taken.\n\n"
    "The reward model behind an index has usually been trained on these very pairs: it has learned wrong labels as "
    "well\n"
    "as right ones, so margins and losses look better than they are. score_safe is less exposed, not immune.";

void addStrategyOptions(CLI::App* command, PlanOptions& options, bool ratioRequired) {
    std::vector<std::string> names;
    for (const Strategy strategy : allStrategies()) {
        names.emplace_back(strategyName(strategy));
    }
    command->add_option("--strategy", options.strategy, "Which pairs first: " + strategyNames())
        ->check(CLI::IsMember(names))
        ->type_name("NAME")
        ->capture_default_str();
    command->add_option("--ratio", options.ratio, "Share of all pairs of the data set, 0.05 or 5%; rounded down")
        ->type_name("R")
        ->required(ratioRequired);
    addSeedOption(command, options.signals.access.common);
    command
        ->add_option("--rubric", options.signals.rubric,
                     "Where a pair's meta data holds a judge's score of it (a number, or chosen and rejected)")
        ->type_name("KEY")
        ->capture_default_str();
}

Result<PlannedExperiment> makePlan(const PlanOptions& options) {
    const auto mode = experimentModeFromName(options.mode);
    const auto strategy = strategyFromName(options.strategy);
    const auto ratio = ratioFromText(options.ratio);
    if (!mode || !strategy || !ratio) {
        return !mode ? failure(mode) : !strategy ? failure(strategy) : failure(ratio);
    }
    const auto& choice = options.signals.choice;
    if (!usesFeatures(*strategy) &&
        (!choice.set.empty() || !choice.rule.empty() || choice.features > 0 || !choice.measure.empty())) {
        return fail(ErrorCode::Usage, "The strategy " + options.strategy + " looks at no features.",
                    "Leave out --set, --rule, --features and --by.");
    }
    auto workspace = openAdopted(options.signals.access);
    if (!workspace) {
        return failure(workspace);
    }
    PairSignalRequest asked = options.signals.request();
    if (auto ready = askFor(**workspace, *strategy, asked); !ready) {
        return failure(ready);
    }
    auto data = readPairSignals(**workspace, asked);
    if (!data) {
        return failure(data);
    }
    printNotes(data->notes);
    PlanRequest request;
    request.mode = *mode;
    request.strategy = *strategy;
    request.ratio = *ratio;
    request.seed = options.common().seed;
    request.featureSet = data->choice ? data->choice->title : "";
    request.featureDigest = data->choice ? data->choice->digest : "";
    request.datasetName = data->dataset.name;
    request.datasetHash = data->dataset.contentHash;
    request.indexHash = data->indexHash;
    auto plan = planExperiment(request, data->known);
    if (!plan) {
        return failure(plan);
    }
    return PlannedExperiment{std::move(*workspace), std::move(*data), std::move(*plan)};
}

OrderedJson entriesJson(const ExperimentPlan& plan) {
    OrderedJson list = OrderedJson::array();
    const char* action = plan.request.mode == ExperimentMode::Poison ? "flip" : "drop";
    for (std::size_t i = 0; i < plan.entries.size(); ++i) {
        const PlanEntry& entry = plan.entries[i];
        list.push_back({{"id", entry.id}, {"score", entry.score}, {"rank", i + 1}, {"action", action}});
    }
    return list;
}

void noteExcluded(const ExperimentPlan& plan) {
    if (plan.excluded.empty()) {
        return;
    }
    constexpr std::size_t named = 3;
    std::string text = "Note: " + grouped(plan.excluded.size()) + " of the " + grouped(plan.pairs) +
                       " pairs have no number to go by and are never taken:";
    for (std::size_t i = 0; i < std::min(plan.excluded.size(), named); ++i) {
        text += (i == 0 ? " " : "; ") + plan.excluded[i].id + " (" + plan.excluded[i].why + ")";
    }
    printNote(text + (plan.excluded.size() > named ? "; …" : ""));
}

void printPlan(const ExperimentPlan& plan, const std::vector<PreferencePair>& pairs) {
    const bool poison = plan.request.mode == ExperimentMode::Poison;
    std::vector<std::vector<std::string>> rows = {{"rank", signalName(plan.request.strategy), "id", "subset"}};
    for (std::size_t i = 0; i < std::min(plan.entries.size(), shownToPeople); ++i) {
        const PlanEntry& entry = plan.entries[i];
        const bool known = entry.position < pairs.size() && pairs[entry.position].id == entry.id;
        rows.push_back({std::to_string(i + 1), number(entry.score, 4), entry.id,
                        known ? pairs[entry.position].subset : std::string()});
    }
    printTable(rows);
    if (plan.entries.size() > shownToPeople) {
        printText("and " + grouped(plan.entries.size() - shownToPeople) + " more; --json lists them all");
    }
    printText(printable("To " + std::string(poison ? "flip: " : "drop: ") + grouped(plan.entries.size()) + " of the " +
                        grouped(plan.pairs) + " pairs of \"" + plan.request.datasetName + "\" (" +
                        percent(plan.request.ratio) + ", rounded down), by " + strategyName(plan.request.strategy) +
                        (takesHighest(plan.request.strategy, plan.request.mode) ? ", highest " : ", lowest ") +
                        signalName(plan.request.strategy) + " first" +
                        (plan.request.featureSet.empty() ? "" : ", features: " + plan.request.featureSet)));
}

}  // namespace saferscope::cli
