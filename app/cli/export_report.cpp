// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export_kinds.h"
#include "app/cli/export_options.h"
#include "core/report/html_report.h"

namespace saferscope::cli {

namespace {

constexpr std::uint64_t bytesPerMegabyte = 1'000'000;

struct Options : ExportOptions {
    HtmlReportOptions report;
    bool withoutTexts = false;
    std::uint64_t megabytes = 3;
};

Result<ExportSummary> write(const Options& options, const ExportWork& work) {
    if (auto free = checkExportFile(options.target(), options.force); !free) {
        return failure(free);
    }
    HtmlReportOptions report = options.report;
    report.texts = options.withoutTexts ? ReportTexts::LeftOut : ReportTexts::Readable;
    report.maxBytes = options.megabytes * bytesPerMegabyte;
    auto written = writeHtmlReport(work.workspace, options.target(), report, work.progress, work.stop);
    if (!written) {
        return failure(written);
    }
    ExportSummary summary;
    summary.rows = written->features + written->pairs;
    summary.notes = std::move(written->left);
    if (written->parts.empty()) {
        summary.notes.emplace_back("The workspace is empty, and the report says so.");
    }
    return summary;
}

}  // namespace

void addExportReport(CommandSet& commands, CLI::App* parent) {
    const auto options = std::make_shared<Options>();
    auto* command = addExportKind(commands, parent, *options, "report",
                                  "One HTML file for people without Saferscope: what was found, and how",
                                  "File to write: report.html");
    command->add_option("--features", options->report.features, "Features shown, the strongest first")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::Range(0, 10'000));
    command->add_option("--pairs", options->report.pairs, "Example pairs")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::Range(0, 10'000));
    command->add_flag("--without-texts", options->withoutTexts,
                      "Leave every prompt, answer and context of the data out");
    command->add_option("--title", options->report.title, "Title (default: made from the model's name)")
        ->type_name("TEXT");
    command->add_option("--index", options->report.index, "Name of the index (default: the newest)")->type_name("NAME");
    command
        ->add_option("--set", options->report.featureSet,
                     "Saved set of features that colours the pairs (default: the newest, else the strongest features)")
        ->type_name("NAME");
    command
        ->add_option("--max-size", options->megabytes,
                     "Features and examples that would make it larger are left out, in MB")
        ->type_name("MB")
        ->capture_default_str()
        ->check(CLI::Range(1, 1000));
    commands.onRun(command, [options] {
        return runExport("report", *options, [&](const ExportWork& work) { return write(*options, work); });
    });
}

}  // namespace saferscope::cli
