// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/html_report.h"
#include "core/report/html_writer.h"
#include "core/report/report_language.h"
#include "core/report/report_numbers.h"
#include "core/report/report_table.h"
#include "core/report/svg_chart.h"
#include "core/workspace/audit_run.h"
#include "core/workspace/index_context.h"

#include <chrono>
#include <functional>
#include <optional>

namespace saferscope {

/// What the parts of a report share. Internal to this folder; one thread.
struct ReportContext {
    Workspace& workspace;
    const HtmlReportOptions& options;
    HtmlReportSummary& summary;
    std::stop_token stop;
    ProgressCallback tell;

    HtmlWriter html = {};  ///< the parts, one after the other
    struct Part {
        std::string id;
        std::string heading;
    };
    std::vector<Part> parts = {};

    std::optional<ChosenFeatures> chosen = {};  ///< the index with its contrasts, and the set that colours pairs
    std::string setName = {};                   ///< of the saved set in `chosen`; empty: the strongest
    std::string judge = {};                     ///< whose ratings "LLM" means; may be empty
    std::optional<AuditReport> audit = {};
    std::uint64_t texts = 0;  ///< texts that are blurred or masked, numbered

    const IndexContext* index() const { return chosen ? &chosen->context : nullptr; }
    bool masked() const { return options.texts == ReportTexts::Masked; }
    /// Texts have their places in the report, readable or as bars.
    bool hasTexts() const { return options.texts != ReportTexts::LeftOut; }
    bool stopped() const { return stop.stop_requested(); }
    /// Cards and examples ask before they are written. Cards leave three tenths of the room to the examples.
    bool full(double share = 1.0) const {
        return static_cast<double>(html.size()) > share * static_cast<double>(options.maxBytes);
    }
    void leave(const std::string& sentence) { summary.left.push_back(sentence); }
    /// In the words of core, as all progress is; at most every 100 ms, except for a new stage.
    void stage(const char* what, std::uint64_t done = 0, std::uint64_t total = 0);

    std::string stageTold = {};
    std::chrono::steady_clock::time_point toldAt = {};
};

void openPart(ReportContext& report, const char* id, const std::string& heading);
void closePart(ReportContext& report);
/// A sentence; `look` is a class: "note", "warn", "key".
void say(HtmlWriter& html, const std::string& sentence, const char* look = "");
/// Names and values side by side.
void writeFacts(HtmlWriter& html, const std::vector<std::pair<std::string, std::string>>& facts);
/// What is folded away until somebody asks for it; on paper it stands there with its name above.
void openFold(ReportContext& report, const std::string& name);
void closeFold(ReportContext& report);
/// A text of the data: blurred, with a switch that shows it; on paper as it is. Bars need neither.
void writeVeiled(ReportContext& report, const std::string& name, const std::function<void(HtmlWriter&)>& body);

/// Reads index, contrasts and set. Fails only where the options name what is not there; else the report says why.
Status readIndex(ReportContext& report);
std::string scopeWords(TokenScope scope);
/// "the saved set “refusals” (12 features)", "the 32 strongest features"; stands by itself, not in a sentence.
std::string setWords(const ReportContext& report);
/// "17 “refusals”", by the name people gave it.
std::string featureName(const ReportContext& report, FeatureId feature);

/// The parts. Each writes nothing where the workspace has nothing for it; Interrupted when stopped.
void writeSubject(ReportContext& report);
void writeSaeQuality(ReportContext& report);
void writeRewardModel(ReportContext& report);
/// Of one stored evaluation.
void writeComparison(ReportContext& report, const Json& result);
void writeStyleMatrix(ReportContext& report, const Json& result);
Status writeFeatures(ReportContext& report);
Status writeFeatureCards(ReportContext& report, const std::vector<FeatureId>& features);
Status writePairs(ReportContext& report);
void writeRatings(ReportContext& report);
void writeAudit(ReportContext& report);
void writeSweeps(ReportContext& report);
void writeCausal(ReportContext& report);
void writeMethods(ReportContext& report);

}  // namespace saferscope
