// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/report_context.h"

#include "core/report/html_text.h"

#include <algorithm>

namespace saferscope {

void ReportContext::stage(const char* what, std::uint64_t done, std::uint64_t total) {
    const auto now = std::chrono::steady_clock::now();
    if (!tell || (stageTold == what && now - toldAt < std::chrono::milliseconds(100))) {
        return;
    }
    stageTold = what;
    toldAt = now;
    Progress progress;
    progress.stage = what;
    progress.done = done;
    progress.total = total;
    tell(progress);
}

void openPart(ReportContext& report, const char* id, const std::string& heading) {
    report.parts.push_back({id, heading});
    report.summary.parts.push_back(heading);
    report.html.open("section", {{"id", id}, {"aria-labelledby", std::string(id) + "-heading"}});
    report.html.element("h2", heading, {{"id", std::string(id) + "-heading"}});
}

void closePart(ReportContext& report) { report.html.close(); }

void say(HtmlWriter& html, const std::string& sentence, const char* look) {
    if (sentence.empty()) {
        return;
    }
    *look == '\0' ? html.element("p", sentence) : html.element("p", sentence, {{"class", look}});
}

void writeFacts(HtmlWriter& html, const std::vector<std::pair<std::string, std::string>>& facts) {
    html.open("dl", {{"class", "facts"}});
    for (const auto& [name, value] : facts) {
        html.element("dt", name);
        html.element("dd", cutText(value, 300), {{"dir", "auto"}});
    }
    html.close();
}

void openFold(ReportContext& report, const std::string& name) {
    HtmlWriter& html = report.html;
    if (report.options.paper) {
        html.open("div", {{"class", "fold"}});
        html.element("p", name, {{"class", "foldname"}});
        return;
    }
    html.open("details");
    html.element("summary", name);
}

void closeFold(ReportContext& report) { report.html.close(); }

void writeVeiled(ReportContext& report, const std::string& name, const std::function<void(HtmlWriter&)>& body) {
    HtmlWriter& html = report.html;
    const std::string id = "text-" + std::to_string(++report.texts);
    if (report.masked() || report.options.paper) {
        report.masked()
            ? html.open("div", {{"class", "data"}, {"role", "img"}, {"aria-label", tr("%1, masked", {name})}})
            : html.open("div", {{"class", "data"}, {"dir", "auto"}});
        body(html);
        html.close();
        return;
    }
    html.open("div", {{"class", "veiled"}});
    html.single("input", {{"type", "checkbox"}, {"class", "show"}, {"id", id}, {"aria-label", tr("Show %1", {name})}});
    html.open("label", {{"for", id}});
    html.element("span", tr("Show text"), {{"class", "off"}});
    html.element("span", tr("Hide text"), {{"class", "on"}});
    html.close();
    html.open("div", {{"class", "veil data"}, {"dir", "auto"}});
    body(html);
    html.close();
    html.close();
}

Status readIndex(ReportContext& report) {
    const bool asked = !report.options.index.empty() || !report.options.featureSet.empty();
    if (!asked && !report.workspace.newestArtifact(ArtifactKind::Index)) {
        return {};
    }
    FeatureChoiceRequest request;
    request.set = report.options.featureSet;
    std::optional<TokenScope> scope;
    if (request.set.empty()) {
        // What people put together last says more than a rank does.
        auto sets = report.workspace.featureSets();
        std::ranges::stable_sort(sets, [](const auto& a, const auto& b) { return a.createdAt > b.createdAt; });
        for (const FeatureSet& set : sets) {
            FeatureChoiceRequest named;
            named.set = set.name;
            if (auto chosen = chooseFeatures(report.workspace, report.options.index, scope, named)) {
                report.chosen = std::move(*chosen);
                report.setName = set.name;
                break;
            }
        }
    }
    if (!report.chosen) {
        auto chosen = chooseFeatures(report.workspace, report.options.index, scope, request);
        if (!chosen && asked) {
            return failure(chosen);
        }
        if (!chosen) {
            report.leave(tr("The feature index could not be used: %1", {fromCore(chosen.error().message)}));
            return {};
        }
        report.chosen = std::move(*chosen);
        report.setName = report.options.featureSet;
    }
    report.judge = report.index()->book.mainJudge(report.index()->settings.judge);
    return {};
}

std::string scopeWords(TokenScope scope) {
    return scope == TokenScope::SentenceEnds
               ? tr("the last tokens of sentences, where the autoencoder was trained")
               : tr("all tokens, although the autoencoder was trained on the last tokens of sentences only");
}

std::string setWords(const ReportContext& report) {
    const auto count = static_cast<std::uint64_t>(report.chosen->kept.size());
    return report.setName.empty() ? trn(count, "the strongest feature", "the %1 strongest features")
                                  : trn(count, "the saved set “%2” (%1 feature)", "the saved set “%2” (%1 features)",
                                        {cutText(report.setName, 60)});
}

std::string featureName(const ReportContext& report, FeatureId feature) {
    const std::string number = std::to_string(feature.value());
    const std::string label = report.index() != nullptr ? report.index()->book.of(feature).label : std::string();
    return label.empty() ? number : tr("%1 “%2”", {number, cutText(label, 60)});
}

}  // namespace saferscope
