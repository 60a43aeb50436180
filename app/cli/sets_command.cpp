// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/set_context.h"
#include "app/cli/workspace_run.h"

#include <algorithm>
#include <memory>

namespace saferscope::cli {

namespace {

struct SetsOptions {
    IndexAccessOptions access;
    std::string name;
    std::string rule;
    std::optional<std::uint32_t> top;
    std::string measure;
    std::string judge;
    std::uint32_t candidates = 0;
    bool replace = false;
    std::vector<std::uint32_t> add;
    std::vector<std::uint32_t> remove;
    bool planted = false;
};

Result<FeatureSet> storedSet(const SetsOptions& options) {
    const auto workspace = openWorkspace(options.access.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    return (*workspace)->featureSet(options.name);
}

/// The set's own scope. A workspace without any index still shows its sets.
Result<std::optional<SetContext>> contextFor(const SetsOptions& options, const FeatureSet& set) {
    IndexAccessOptions access = options.access;
    access.scope = set.scope;
    auto context = openSetContext(access);
    if (context) {
        return std::optional<SetContext>(std::move(*context));
    }
    if (context.error().code == ErrorCode::NotFound && options.access.index.empty() && !options.planted) {
        return std::optional<SetContext>();
    }
    return failure(context);
}

Status listSets(const SetsOptions& options) {
    const auto workspace = openWorkspace(options.access.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const auto sets = (*workspace)->featureSets();
    std::optional<SetContext> context;
    if (!sets.empty()) {
        auto opened = contextFor(options, sets.front());
        if (!opened) {
            return failure(opened);
        }
        context = std::move(*opened);
    }
    if (options.access.common.json) {
        for (const FeatureSet& set : sets) {
            OrderedJson json = setJson(set, context ? &*context : nullptr);
            json.erase("members");
            printJson(json);
        }
        return {};
    }
    if (sets.empty()) {
        printText("No feature sets yet. Make one: safer sets make NAME --rule \"llm = 5\" --workspace W");
        return {};
    }
    std::vector<std::vector<std::string>> rows = {{"name", "features", "rule", "top", "by", "state"}};
    for (const FeatureSet& set : sets) {
        std::string state = "unknown: there is no index";
        if (context) {
            const FeatureSetFreshness freshness = freshnessOf(*context, set);
            state = freshness.fresh ? "current" : freshness.reason;
        }
        rows.push_back({printable(set.name), grouped(set.members.size()),
                        set.rule.empty() ? "(by hand)" : printable(set.rule), set.top > 0 ? grouped(set.top) : "all",
                        set.measure, printable(state)});
    }
    printTable(rows);
    return {};
}

/// Saves unless it is a dry run, and tells what there is now.
Status finishSet(Workspace& workspace, const FeatureSet& set, const SetsOptions& options, bool replace,
                 const SetContext& context, const OrderedJson& more, const std::string& told) {
    const bool dry = options.access.common.dryRun;
    if (!dry) {
        if (auto saved = workspace.saveFeatureSet(set, replace); !saved) {
            return saved;
        }
    }
    if (options.access.common.json) {
        OrderedJson json = setJson(set, &context);
        json.update(more);
        json["saved"] = !dry;
        printJson(json);
        return {};
    }
    printSet(set, &context);
    printText(told + (dry ? " Nothing was saved (--dry-run)." : ""));
    return {};
}

Status makeSet(const SetsOptions& options) {
    const auto rule = parseFeatureRule(options.rule);  // before anything slow
    if (!rule) {
        return failure(rule);
    }
    auto context = openSetContext(options.access);
    if (!context) {
        return failure(context);
    }
    Workspace& workspace = *context->workspace;
    FeatureSetRequest request = setRequest(*context, options.rule, options.top.value_or(context->settings.keptFeatures),
                                           options.measure, options.candidates, options.judge);
    request.name = options.name;
    if (!options.judge.empty() && context->book.mainJudge(options.judge) != options.judge) {
        return fail(ErrorCode::NotFound, "No judge \"" + options.judge + "\" has rated features of this index.",
                    "Leave --judge out for the one with most ratings.");
    }
    const auto known = workspace.featureSet(options.name);
    if (known && !options.replace) {
        return fail(ErrorCode::InvalidInput, "There is a feature set \"" + options.name + "\" already.",
                    "Take another name, or give --replace.");
    }
    const auto built = buildFromRule(*context, request);
    if (!built) {
        return failure(built);
    }
    std::string told = "The rule takes " + grouped(built->taken) + " features";
    told += built->taken > built->set.members.size()
                ? ", of which the strongest " + grouped(built->set.members.size()) + " are kept."
                : ".";
    if (built->unknown > 0) {
        told += " " + grouped(built->unknown) + " of the " + grouped(request.candidates) +
                " candidates were left out because something it asks for is not known of them.";
    }
    return finishSet(workspace, built->set, options, options.replace, *context,
                     {{"taken", built->taken}, {"unknown", built->unknown}, {"replaced", known.has_value()}}, told);
}

Status showSet(const SetsOptions& options) {
    const auto set = storedSet(options);
    if (!set) {
        return failure(set);
    }
    const auto context = contextFor(options, *set);
    if (!context) {
        return failure(context);
    }
    const SetContext* known = *context ? &**context : nullptr;
    std::optional<PlantedReport> planted;
    if (options.planted) {
        auto report = plantedReport(*set, *known);
        if (!report) {
            return failure(report);
        }
        planted = std::move(*report);
    }
    if (options.access.common.json) {
        OrderedJson json = setJson(*set, known);
        if (planted) {
            json["planted"] = planted->json;
        }
        printJson(json);
        return {};
    }
    printSet(*set, known);
    if (planted) {
        printText({});
        printTable(planted->rows);
        for (const std::string& line : planted->lines) {
            printText(line);
        }
    }
    return {};
}

Status editSet(SetsOptions options) {
    if (options.add.empty() && options.remove.empty()) {
        return fail(ErrorCode::Usage, "Nothing to change was given.", "Name features with --add or --remove.");
    }
    const auto set = storedSet(options);
    if (!set) {
        return failure(set);
    }
    // Members carry the contrasts of one index, so those that are added must come from the same.
    if (options.access.index.empty()) {
        const auto workspace = openWorkspace(options.access.common.workspace);
        if (!workspace) {
            return failure(workspace);
        }
        for (const Artifact& artifact : (*workspace)->artifacts(ArtifactKind::Index)) {
            if (artifact.contentHash == set->indexHash) {
                options.access.index = artifact.name;
            }
        }
    }
    options.access.scope = set->scope;
    auto context = openSetContext(options.access);
    if (!context) {
        return failure(context);
    }
    if (context->identity.indexHash != set->indexHash) {
        return fail(ErrorCode::InvalidInput, "The set \"" + set->name + "\" was made from another index.",
                    "Make it again with `safer sets make --replace`, then edit it.");
    }
    const auto ids = [](const std::vector<std::uint32_t>& numbers) {
        std::vector<FeatureId> features;
        for (const std::uint32_t number : numbers) {
            features.emplace_back(number);
        }
        return features;
    };
    const auto edited = editFeatureSet(*set, ids(options.add), ids(options.remove), context->contrasts);
    if (!edited) {
        return failure(edited);
    }
    return finishSet(*context->workspace, *edited, options, true, *context, OrderedJson::object(),
                     "It had " + grouped(set->members.size()) + " features before.");
}

Status removeSet(const SetsOptions& options) {
    const auto workspace = openWorkspace(options.access.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const auto set = (*workspace)->featureSet(options.name);
    if (!set) {
        return failure(set);
    }
    if (!options.access.common.dryRun) {
        if (auto removed = (*workspace)->removeFeatureSet(options.name); !removed) {
            return removed;
        }
    }
    if (options.access.common.json) {
        printJson({{"name", set->name}, {"removed", !options.access.common.dryRun}});
    } else {
        printText(printable("\"" + set->name + "\"" +
                            (options.access.common.dryRun ? " would be removed (--dry-run)." : " is removed.")));
    }
    return {};
}

std::string presetHelp() {
    std::string text = "Which features: " + std::string("a rule such as \"llm = 5 and stable\", or");
    for (const RulePreset& preset : rulePresets()) {
        text += std::string(" \"") + preset.name + "\"";
    }
    return text;
}

}  // namespace

void addSetsCommand(CommandSet& commands) {
    const auto options = std::make_shared<SetsOptions>();
    auto& common = options->access.common;
    auto* command = commands.add(
        "sets", "Named sets of features, chosen by ratings and statistics: list, make, show, edit, remove",
        "  safer sets make paper --rule 5 --top 32 --workspace ws\n"
        "  safer sets make checked --rule \"any human = 5 and stable\" --by effect --workspace ws\n"
        "  safer sets make strict --rule \"llm = 5 and (human >= 4 or unreviewed) and not flagged\" --workspace ws\n"
        "  safer sets edit checked --add 17,402 --remove 9 --workspace ws\n"
        "  safer score --set checked --workspace ws --json\n\n"
        "A rule takes a feature only where it is certainly true: a feature without the rating that is asked for is\n"
        "left out of \"llm = 5\" and of \"not llm = 5\" alike. Fields: llm, human, any human, all human, raters,\n"
        "contrast, low, high, normalised, effect, z, split, pairs, density, max, id; |contrast| is its size. Flags:\n"
        "stable, confirmed, adjudicated, disputed, flagged, rated, unreviewed, unrated, suspicious, positive, "
        "negative,\n"
        "candidate, dead.");
    addWorkspaceOption(command, common, false);
    command->add_option("--index", options->access.index, "Name of the index (default: the newest)")->type_name("NAME");
    addJsonOption(command, common);
    command->require_subcommand(0, 1);

    auto* list = commands.addBelow(command, "list", "Every set, and whether it is what its rule gives now");
    auto* make = commands.addBelow(command, "make", "Make a set from a rule");
    auto* show = commands.addBelow(command, "show", "Features of a set, where it came from, whether it is current");
    auto* edit = commands.addBelow(command, "edit", "Add and remove features by hand");
    auto* remove = commands.addBelow(command, "remove", "Remove a set; its features and ratings stay");
    for (auto* below : {make, show, edit, remove}) {
        below->add_option("NAME", options->name, "Name of the set")->required();
    }
    for (auto* below : {make, edit, remove}) {
        addDryRunOption(below, common);
    }
    make->add_option("--rule", options->rule, presetHelp())->required()->type_name("RULE");
    make->add_option("--top", options->top, "At most the N strongest; 0 = all (default: as the workspace says)")
        ->type_name("N");
    make->add_option("--by", options->measure, "What strongest means (default: as the workspace says)")
        ->check(CLI::IsMember({"contrast", "normalised", "effect"}));
    make->add_option("--scope", options->access.scope, "Positions that count: sentence-ends (as trained) or all-tokens")
        ->check(CLI::IsMember({"sentence-ends", "all-tokens"}))
        ->capture_default_str();
    make->add_option("--judge", options->judge, "Whose ratings llm means (default: as the workspace says)")
        ->type_name("NAME");
    make->add_option("--candidates", options->candidates,
                     "How many of the strongest are candidates (default: as the workspace says)")
        ->check(CLI::PositiveNumber)
        ->type_name("N");
    make->add_flag("--replace", options->replace, "Take the place of a set of that name");
    show->add_flag("--planted", options->planted, "For a demo: how well it covers the planted safety regularities");
    edit->add_option("--add", options->add, "Features to add, separated by commas")->delimiter(',')->type_name("IDS");
    edit->add_option("--remove", options->remove, "Features to remove, separated by commas")
        ->delimiter(',')
        ->type_name("IDS");

    commands.onRun(list, [options] { return listSets(*options); });
    commands.onRun(make, [options] { return makeSet(*options); });
    commands.onRun(show, [options] { return showSet(*options); });
    commands.onRun(edit, [options] { return editSet(*options); });
    commands.onRun(remove, [options] { return removeSet(*options); });
    commands.onRun(command, [options] { return listSets(*options); });
}

}  // namespace saferscope::cli
