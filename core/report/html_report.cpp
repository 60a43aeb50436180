// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/html_report.h"

#include "core/base/atomic_file.h"
#include "core/base/clock.h"
#include "core/jobs/code_version.h"
#include "core/report/html_text.h"
#include "core/report/report_context.h"
#include "core/report/report_style.h"

namespace saferscope {
namespace {

tl::unexpected<Error> interrupted() {
    return fail(ErrorCode::Interrupted, "The report was stopped; nothing was written.");
}

std::string titleOf(const ReportContext& report) {
    if (!report.options.title.empty()) {
        return cutText(report.options.title, 200);
    }
    std::string name = tr("the reward model of %1", {report.workspace.folder().filename().string()});
    if (const IndexContext* index = report.index()) {
        for (const Artifact& model : report.workspace.artifacts(ArtifactKind::Model)) {
            if (model.contentHash == index->index->manifest().modelHash) {
                name = model.name;
            }
        }
    }
    return tr("What %1 has learned", {cutText(name, 100)});
}

/// Only with an index whose pairs are those of a data set that is still there.
Status readAudit(ReportContext& report) {
    if (report.index() == nullptr) {
        return {};
    }
    report.stage("Looking for wrong labels");
    AuditRequest request;
    request.truth = "auto";
    request.data.index = report.index()->name;
    request.data.scope = report.index()->identity.scope;
    request.data.choice.set = report.setName;
    auto audit = runAudit(report.workspace, request, report.tell, report.stop);
    if (audit && audit->data.choice && audit->data.choice->digest == report.chosen->digest) {
        report.audit = std::move(*audit);
        return {};
    }
    if (!audit && audit.error().code == ErrorCode::Interrupted) {
        return failure(audit);
    }
    report.leave(audit ? tr("There is no part on labels that may be wrong.")
                       : tr("There is no part on labels that may be wrong: %1", {fromCore(audit.error().message)}));
    return {};
}

void writeHead(HtmlWriter& page, const std::string& title, bool paper) {
    page.open("head");
    page.single("meta", {{"charset", "utf-8"}});
    if (paper) {
        page.single("meta", {{"name", "generator"}, {"content", std::string("Saferscope ") + codeVersion()}});
        page.element("title", title);
        page.close();
        return;
    }
    page.single("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", contentSecurityPolicy()}});
    page.single("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
    page.single("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
    page.single("meta", {{"name", "robots"}, {"content", "noindex"}});
    page.single("meta", {{"name", "generator"}, {"content", std::string("Saferscope ") + codeVersion()}});
    page.element("title", title);
    page.rawElement("style", reportStyle().c_str());
    page.close();
}

/// The switch comes before everything that it shows: the style sheet finds what follows it, without a script.
void writeGate(HtmlWriter& page) {
    page.single("input", {{"type", "checkbox"}, {"id", "show-all"}, {"aria-label", tr("Show all texts")}});
    page.open("div", {{"class", "gate"}});
    page.element("p",
                 tr("Prompts and answers below may be harmful, offensive or distressing; that is what the model is "
                    "tested on. They are blurred until you show them, one by one or all at once. Blurring is a "
                    "courtesy, no protection: the texts are in this file."),
                 {{"class", "warn"}});
    page.element("label", tr("Show all texts"), {{"for", "show-all"}, {"class", "all"}});
    page.close();
}

/// What stands before everything else: what is in the file, and what is not.
void writeNoteOnTexts(HtmlWriter& page, const ReportContext& report) {
    if (report.masked()) {
        page.element("p",
                     tr("Prompts, answers and contexts of the data are masked: bars of about the words' lengths stand "
                        "in for them, in the colours of their tokens. The texts are not in this file. Whoever has the "
                        "workspace can make the report with them: in Saferscope with File > Report… and “Include the "
                        "texts of the data”, or with “saferscope --report FILE --with-texts WORKSPACE”. Names of "
                        "features and explanations are not masked: they are the words of raters, who may quote the "
                        "data."),
                     {{"class", "warn"}});
    } else if (report.options.paper) {
        page.element("p",
                     tr("Prompts and answers in this file may be harmful, offensive or distressing; that is what the "
                        "model is tested on. They can be read as they are: think before you hand it on."),
                     {{"class", "warn"}});
    } else {
        writeGate(page);
    }
}

std::string assemble(const ReportContext& report, const std::string& title, const std::string& createdAt) {
    HtmlWriter page;
    page.open("html", {{"lang", reportLanguage().tag}});
    const bool paper = report.options.paper;
    writeHead(page, title, paper);
    page.open("body");
    page.open("header");
    page.element("h1", title);
    page.element("p",
                 paper ? tr("Written %1 by Saferscope %2.", {dateText(createdAt), codeVersion()})
                       : tr("Written %1 by Saferscope %2. One file, nothing is fetched from anywhere.",
                            {dateText(createdAt), codeVersion()}),
                 {{"class", "lead"}});
    if (!paper) {
        page.element("button", tr("Light or dark"), {{"id", "theme"}, {"type", "button"}, {"hidden", "hidden"}});
    }
    page.close();
    if (report.parts.size() > 1) {
        page.open("nav", {{"aria-label", tr("Parts of this report")}});
        page.open("ul");
        for (const auto& part : report.parts) {
            page.open("li");
            page.element("a", part.heading, {{"href", "#" + part.id}});
            page.close();
        }
        page.close();
        page.close();
    }
    if (report.texts > 0) {
        writeNoteOnTexts(page, report);
    }
    page.open("main");
    if (report.parts.empty()) {
        page.open("section");
        page.element("p", tr("This workspace is empty: no data set was imported and no model, SAE or index was made or "
                             "named yet. There is nothing to report."));
        page.close();
    }
    page.append(report.html);
    if (!report.summary.left.empty()) {
        page.open("section", {{"id", "left-out"}, {"aria-labelledby", "left-out-heading"}});
        page.element("h2", tr("What is not in this file"), {{"id", "left-out-heading"}});
        page.open("ul");
        for (const auto& sentence : report.summary.left) {
            page.element("li", cutText(sentence, 400));
        }
        page.close();
        page.close();
    }
    page.close();
    page.open("footer");
    page.element("p",
                 tr("Made with Saferscope, free software under the GNU General Public License, version 3 or later."),
                 {{"class", "note"}});
    page.close();
    if (!paper) {
        page.rawElement("script", reportScript().c_str());
    }
    page.close();
    page.close();
    return "<!DOCTYPE html>\n" + page.markup() + "\n";
}

}  // namespace

Result<std::string> makeHtmlReport(Workspace& workspace, const HtmlReportOptions& options, HtmlReportSummary& summary,
                                   const ProgressCallback& progress, const std::stop_token& stop) {
    const ReportLanguageScope language(options.language);
    ReportContext report{workspace, options, summary, stop, progress};
    summary = {};
    report.stage("Reading the workspace");
    if (auto read = readIndex(report); !read) {
        return failure(read);
    }
    if (auto read = readAudit(report); !read) {
        return failure(read);
    }
    if (report.stopped()) {
        return interrupted();
    }
    writeSubject(report);
    writeRewardModel(report);
    writeSaeQuality(report);
    if (auto written = writeFeatures(report); !written) {
        return failure(written);
    }
    if (auto written = writePairs(report); !written) {
        return failure(written);
    }
    for (const auto& write : {writeRatings, writeCausal, writeSweeps, writeAudit, writeMethods}) {
        if (report.stopped()) {
            return interrupted();
        }
        write(report);
    }
    if (report.stopped()) {
        return interrupted();
    }
    if (!report.hasTexts() && report.index() != nullptr) {
        report.leave(
            tr("Texts of the data set were left out on request. Names of features and explanations are the words of "
               "raters, who may quote them."));
    }
    std::string page =
        assemble(report, titleOf(report), options.createdAt.empty() ? utcTimestamp() : options.createdAt);
    summary.bytes = page.size();
    return page;
}

Result<HtmlReportSummary> writeHtmlReport(Workspace& workspace, const std::filesystem::path& file,
                                          const HtmlReportOptions& options, const ProgressCallback& progress,
                                          const std::stop_token& stop) {
    HtmlReportSummary summary;
    const auto page = makeHtmlReport(workspace, options, summary, progress, stop);
    if (!page) {
        return failure(page);
    }
    if (auto written = writeFileAtomically(file, *page); !written) {
        return failure(written);
    }
    return summary;
}

}  // namespace saferscope
