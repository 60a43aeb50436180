// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export_kinds.h"
#include "app/cli/export_options.h"
#include "app/cli/ratings_options.h"
#include "core/exports/ratings_export.h"
#include "core/exports/table_writer.h"

namespace saferscope::cli {

namespace {

struct Options : ExportOptions {
    std::string sae;
    bool perFeature = false;
    bool sheet = false;
};

/// By the file's ending where nothing is said: .jsonl is the log, .csv and .tsv the table.
Result<RatingsForm> formOf(const Options& options) {
    const auto table = tableFormOf(options.target());
    if (!table) {
        return failure(table);
    }
    if (options.sheet) {
        if (*table != TableForm::Commas) {
            return fail(ErrorCode::Usage, "A sheet to rate in is CSV.", "Let the name end in .csv.");
        }
        return RatingsForm::Sheet;
    }
    return options.perFeature || *table != TableForm::JsonLines ? RatingsForm::PerFeature : RatingsForm::Log;
}

Result<ExportSummary> write(const Options& options, const ExportWork& work) {
    const auto form = formOf(options);
    if (!form) {
        return failure(form);
    }
    if (auto free = checkExportFile(options.target(), options.force); !free) {
        return failure(free);
    }
    std::string sae;
    if (!options.sae.empty()) {
        const auto chosen = chooseSae(work.workspace, options.sae);
        if (!chosen) {
            return failure(chosen);
        }
        sae = *chosen;
    }
    return exportRatingsAs(*form, work.workspace, sae, options.target());
}

}  // namespace

void addExportRatings(CommandSet& commands, CLI::App* parent) {
    const auto options = std::make_shared<Options>();
    auto* command = addExportKind(commands, parent, *options, "ratings",
                                  "Every rating event (.jsonl, `safer ratings import` reads it), or what holds now",
                                  "File to write: .jsonl = all events; .csv, .tsv = one row per feature");
    command->add_option("--sae", options->sae, "Only ratings of this SAE: a name or a content hash (default: all)")
        ->type_name("NAME");
    auto* table = command->add_flag("--per-feature", options->perFeature, "One row per feature in .jsonl too");
    command
        ->add_flag("--sheet", options->sheet,
                   "A sheet to rate in (.csv): one row per feature and person, read back by `safer ratings import`")
        ->excludes(table);
    commands.onRun(command, [options] {
        return runExport("ratings", *options, [&](const ExportWork& work) { return write(*options, work); });
    });
}

}  // namespace saferscope::cli
