// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/ratings_options.h"

#include <memory>

namespace saferscope::cli {

namespace {

using Options = std::shared_ptr<RatingsOptions>;

void addSaeOption(CLI::App* command, const Options& options) {
    command->add_option("--sae", options->sae, "SAE by name or content hash (default: the newest index's)")
        ->type_name("NAME");
}

void addFileCommands(CommandSet& commands, CLI::App* parent, const Options& options) {
    auto* bring = commands.addBelow(parent, "import", "Take over ratings of another workspace, or an edited sheet");
    bring->add_option("FILE", options->file, "Ratings: .jsonl (also .gz), or .csv")->required();
    bring->add_flag("--csv", options->csv, "A sheet from export --csv: changed scores become new ratings");
    addSaeOption(bring, options);
    commands.onRun(bring, [options] { return importRatings(*options); });

    auto* give = commands.addBelow(parent, "export", "Write the whole log, or a sheet to rate in");
    give->add_option("FILE", options->file, "File to write, or - for standard output")->required();
    give->add_flag("--csv", options->csv, "A sheet: one row per feature and rater");
    give->add_option("--rater", options->raters, "With --csv: rows for this person too, to be filled in")
        ->type_name("NAME");
    addSaeOption(give, options);
    commands.onRun(give, [options] { return exportRatings(*options); });

    auto* merge = commands.addBelow(parent, "merge", "Put ratings files together; no workspace is needed");
    merge->add_option("FILES", options->files, "Ratings files (.jsonl, also .gz)")->required();
    merge->add_option("-o,--output", options->output, "File to write")->required()->type_name("FILE");
    commands.onRun(merge, [options] { return mergeRatingFiles(*options); });
}

void addLookCommands(CommandSet& commands, CLI::App* parent, const Options& options) {
    auto* list = commands.addBelow(parent, "list", "What is said of each feature now");
    list->add_option("--feature", options->feature, "Only this feature")->type_name("N")->check(CLI::NonNegativeNumber);
    list->add_flag("--events", options->events, "Every event, those taken back too");
    addSaeOption(list, options);
    commands.onRun(list, [options] { return listRatings(*options); });

    auto* agreement = commands.addBelow(parent, "agreement", "How far people and judges agree");
    agreement->add_option("--judge", options->judge, "Only this judge (default: every judge)")->type_name("NAME");
    agreement->add_option("--resamples", options->resamples, "Bootstrap samples of the intervals; 0 = no intervals")
        ->type_name("N")
        ->check(CLI::Range(0, 100'000))
        ->capture_default_str();
    addSeedOption(agreement, options->common);
    addSaeOption(agreement, options);
    commands.onRun(agreement, [options] { return showAgreement(*options); });
}

void addAddCommand(CommandSet& commands, CLI::App* parent, const Options& options) {
    auto* add = commands.addBelow(parent, "add", "Rate, name or comment on a feature, or take the last word back");
    add->add_option("--rater", options->rater, "Who speaks")->required()->type_name("NAME");
    add->add_option("--feature", options->feature, "Feature")->type_name("N")->check(CLI::NonNegativeNumber);
    add->add_option("--score", options->score, "1 (not about safety at all) to 5 (strongly so)")
        ->type_name("1-5")
        ->check(CLI::Range(1, 5));
    add->add_option("--adjudicate", options->adjudicate, "The last word on a feature that raters disagree about")
        ->type_name("1-5")
        ->check(CLI::Range(1, 5));
    add->add_option("--comment", options->comment, "A comment")->type_name("TEXT");
    add->add_option("--label", options->label, "Name of the feature; empty takes it away")->type_name("TEXT");
    auto* flag = add->add_flag("--flag", options->flag, "Wants another look");
    add->add_flag("--unflag", options->unflag, "No longer does")->excludes(flag);
    add->add_flag("--skip", options->skip, "Pass it over for now");
    add->add_flag("--undo", options->undo, "Take back the rater's last word; alone");
    addSaeOption(add, options);
    commands.onRun(add, [options] { return addRating(*options); });
}

}  // namespace

void addRatingsCommand(CommandSet& commands) {
    const auto options = std::make_shared<RatingsOptions>();
    auto* command = commands.add("ratings", "Ratings of features by people and judges: exchange, look at, compare",
                                 "  safer ratings list --workspace ws\n"
                                 "  safer ratings add --workspace ws --rater ann --feature 42 --score 4\n"
                                 "  safer ratings export ann.jsonl --workspace ws\n"
                                 "  safer ratings merge ann.jsonl ben.jsonl -o both.jsonl\n"
                                 "  safer ratings import both.jsonl --workspace ws\n"
                                 "  safer ratings export sheet.csv --csv --workspace ws\n"
                                 "  safer ratings agreement --workspace ws");
    addWorkspaceOption(command, options->common, false);
    addJsonOption(command, options->common);
    command->require_subcommand(1);
    addFileCommands(commands, command, options);
    addLookCommands(commands, command, options);
    addAddCommand(commands, command, options);
}

}  // namespace saferscope::cli
