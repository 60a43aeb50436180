// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/audit_run.h"

#include <unordered_set>

namespace saferscope {

namespace {

/// The model's accuracy on the trusted pairs that are no part of the suspect data set.
Status measureTrusted(Workspace& workspace, const AuditRequest& request, const PairSignals& suspect,
                      AuditRequest& measured) {
    PairSignalRequest asked;
    asked.dataset = request.trustedDataset;
    asked.index = suspect.indexName;
    asked.rewards = true;
    const auto trusted = readPairSignals(workspace, asked);
    if (!trusted) {
        return failure(trusted);
    }
    std::unordered_set<std::string> ids;
    for (const PreferencePair& pair : suspect.pairs) {
        ids.insert(pair.id);
    }
    double right = 0.0;
    std::uint64_t pairs = 0;
    for (const PairSignal& signal : trusted->known) {
        if (signal.margin && !ids.contains(signal.id)) {
            right += *signal.margin > 0.0 ? 1.0 : *signal.margin < 0.0 ? 0.0 : 0.5;
            ++pairs;
        }
    }
    if (pairs < 50) {
        return fail(ErrorCode::InvalidInput,
                    "The index holds only " + std::to_string(pairs) + " trusted pairs of \"" + request.trustedDataset +
                        "\" that are no part of \"" + suspect.dataset.name + "\".",
                    "At least 50 are needed: index both data sets together.");
    }
    measured.trustedAccuracy = right / static_cast<double>(pairs);
    measured.trustedPairs = pairs;
    return {};
}

void measureKnown(AuditReport& report) {
    AuditRanking known;
    std::vector<std::uint8_t> bad;
    for (const AuditRow& row : report.ranking.rows) {
        if (const auto& one = (*report.truth)[row.position]) {
            known.rows.push_back(row);
            bad.push_back(*one ? 1 : 0);
        }
    }
    report.detections = measureDetection(known, bad);
}

void estimate(AuditReport& report, const AuditRequest& trusted) {
    std::vector<double> margins;
    std::vector<double> scores;
    std::uint64_t contradicted = 0;
    for (const AuditRow& row : report.ranking.rows) {
        margins.push_back(row.margin);
        scores.push_back(row.score);
        contradicted += row.margin < 0.0 ? 1 : 0;
    }
    report.estimates.push_back({"margin", estimateFlipped(margins)});
    report.estimates.push_back({"score", estimateFlipped(scores)});
    if (trusted.trustedAccuracy > 0.0) {
        report.estimates.push_back({"accuracy", flippedFromAccuracy(contradicted, margins.size(),
                                                                    trusted.trustedAccuracy, trusted.trustedPairs)});
    }
    report.marginBound = boundSwapped(margins);
    report.scoreBound = boundSwapped(scores);
}

}  // namespace

Result<AuditReport> runAudit(Workspace& workspace, const AuditRequest& request, const ProgressCallback& progress,
                             std::stop_token stop) {
    PairSignalRequest asked = request.data;
    asked.features = true;
    asked.rewards = true;
    auto data = readPairSignals(workspace, asked, progress, stop);
    if (!data) {
        return failure(data);
    }
    AuditReport report;
    report.ranking = rankSuspicion(data->known);
    report.data = std::move(*data);
    if (report.ranking.rows.empty()) {
        return fail(ErrorCode::InvalidInput,
                    "The index holds none of the pairs of \"" + report.data.dataset.name + "\" as they are now.",
                    "Index that data set: `safer index --data NAME`.");
    }
    auto manifest = workspace.manifest(report.data.dataset);
    if (!manifest) {
        return failure(manifest);
    }
    report.manifest = std::move(*manifest);
    report.truthSource = request.truth;
    if (request.truth == "auto") {
        const auto sources = truthSources(workspace, report.data);
        report.truthSource = sources.empty() ? "" : sources.front();
    }
    if (!report.truthSource.empty()) {
        auto truth = readTruth(workspace, report.data, report.truthSource);
        if (!truth) {
            return failure(truth);
        }
        report.truth = std::move(*truth);
        measureKnown(report);
    }
    AuditRequest trusted = request;
    if (!request.trustedDataset.empty()) {
        if (auto measured = measureTrusted(workspace, request, report.data, trusted); !measured) {
            return failure(measured);
        }
    }
    if (stop.stop_requested()) {
        return fail(ErrorCode::Interrupted, "The audit was stopped; nothing was changed.");
    }
    estimate(report, trusted);
    return report;
}

}  // namespace saferscope
