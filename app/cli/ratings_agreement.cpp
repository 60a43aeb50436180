// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output.h"
#include "app/cli/ratings_options.h"
#include "core/judge/agreement_report.h"

#include <algorithm>

namespace saferscope::cli {

namespace {

using Table = std::vector<std::vector<std::string>>;

std::string estimateText(const Estimate& estimate) {
    if (!estimate.value) {
        return "-";
    }
    std::string text = number(*estimate.value, 2);
    if (estimate.ci) {
        text += " [" + number(estimate.ci->low, 2) + ", " + number(estimate.ci->high, 2) + "]";
    }
    return text;
}

std::string percentText(const Estimate& estimate) {
    if (!estimate.value) {
        return "-";
    }
    std::string text = number(100.0 * *estimate.value, 1);
    if (estimate.ci) {
        text += " [" + number(100.0 * estimate.ci->low, 1) + ", " + number(100.0 * estimate.ci->high, 1) + "]";
    }
    return text;
}

void addPair(Table& rows, const std::string& name, const PairAgreement& pair) {
    const PairStatistics& statistics = pair.statistics;
    if (statistics.ratings == 0) {
        return;
    }
    rows.push_back({name, grouped(statistics.ratings), percentText(statistics.percent), estimateText(statistics.kappa),
                    estimateText(statistics.quadraticKappa)});
}

void printConfusion(const PairAgreement& pair) {
    printText("Rows: " + printable(pair.first) + ", columns: " + printable(pair.second));
    Table rows = {{"", "1", "2", "3", "4", "5"}};
    for (std::size_t row = 0; row < scoreLevels; ++row) {
        std::vector<std::string> cells = {std::to_string(row + 1)};
        for (const auto count : pair.statistics.confusion.counts[row]) {
            cells.push_back(grouped(count));
        }
        rows.push_back(std::move(cells));
    }
    printTable(rows);
}

const std::vector<std::string>& pairHeading() {
    static const std::vector<std::string> heading = {"ratings", "n", "% equal", "kappa", "weighted kappa"};
    return heading;
}

void printJudge(const JudgeAgreement& judge) {
    printText("\n" + printable(judge.judge) + " and people");
    if (judge.everybody.statistics.ratings == 0) {
        printText("No person has rated a feature that it rated.");
        return;
    }
    Table rows = {pairHeading()};
    addPair(rows, "everybody's", judge.everybody);
    addPair(rows, "given blind", judge.blind);
    addPair(rows, "given after seeing it", judge.seen);
    addPair(rows, "people's consensus", judge.consensus);
    for (const auto& person : judge.people) {
        addPair(rows, person.first, person);
    }
    printTable(rows);
    printConfusion(judge.everybody);
    if (judge.confirmed > 0 || judge.seen.statistics.ratings > 0) {
        printText("Whoever sees an answer first moves towards it: only the blind ratings are independent." +
                  (judge.confirmed > 0 ? " " + grouped(judge.confirmed) + " just confirmed it." : std::string()));
    }
    if (judge.splitConsensus > 0) {
        printText(grouped(judge.splitConsensus) + " features are not in the consensus: people's median lies between.");
    }
}

void printPeople(const AgreementReport& report) {
    Table rows = {pairHeading()};
    for (const auto& pair : report.people) {
        addPair(rows, pair.first + " and " + pair.second, pair);
    }
    if (rows.size() == 1) {
        printText("No feature was rated by two people.");
        return;
    }
    printText("People among each other");
    printTable(rows);
    for (const auto& pair : report.people) {
        if (pair.statistics.ratings > 0) {
            printConfusion(pair);
        }
    }
}

void printAlpha(const AgreementReport& report) {
    Table rows = {{"ratings of", "features", "n", "nominal", "ordinal", "interval"}};
    const std::pair<const char*, const AlphaStatistics*> groups[] = {{"people", &report.alphaPeople},
                                                                     {"people, blind only", &report.alphaBlind},
                                                                     {"people and judges", &report.alphaEverybody}};
    for (const auto& [name, alpha] : groups) {
        rows.push_back({name, grouped(alpha->features), grouped(alpha->ratings), estimateText(alpha->nominal),
                        estimateText(alpha->ordinal), estimateText(alpha->interval)});
    }
    printText("\nKrippendorff's alpha (features rated at least twice)");
    printTable(rows);
}

}  // namespace

Status showAgreement(const RatingsOptions& options) {
    const auto opened = openRatedSae(options);
    if (!opened) {
        return failure(opened);
    }
    const auto& [workspace, sae] = *opened;
    auto events = workspace->ratings(sae);
    if (!events) {
        return failure(events);
    }
    const RatingBook book(std::move(*events));
    auto report = measureAgreement(book, {options.resamples, options.common.seed});
    if (!options.judge.empty()) {
        std::erase_if(report.judges, [&](const JudgeAgreement& judge) { return judge.judge != options.judge; });
        if (report.judges.empty()) {
            return fail(ErrorCode::NotFound, "No judge \"" + options.judge + "\" has rated features of this SAE.",
                        "`safer ratings list` shows who has.");
        }
    }
    if (options.common.json) {
        OrderedJson json = {{"sae", sae},
                            {"ratings_digest", book.digest()},
                            {"resamples", options.resamples},
                            {"seed", options.common.seed}};
        json.update(OrderedJson::parse(dumpJson(toJson(report))));
        printJson(json);
        return {};
    }
    printPeople(report);
    for (const auto& judge : report.judges) {
        printJudge(judge);
    }
    printAlpha(report);
    if (options.resamples > 0) {
        printText("In brackets: 95 % intervals, " + grouped(options.resamples) + " bootstrap samples of features.");
    }
    return {};
}

}  // namespace saferscope::cli
