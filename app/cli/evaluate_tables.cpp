// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/evaluate_model.h"
#include "app/cli/output.h"

#include <cmath>
#include <cstdio>

namespace saferscope::cli {

namespace {

double numberAt(const Json& object, const char* key) {
    const auto it = object.find(key);
    return it != object.end() && it->is_number() ? it->get<double>() : std::nan("");
}

std::string textAt(const Json& object, const char* key) {
    const auto it = object.find(key);
    return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

const Json& listAt(const Json& object, const char* key) {
    static const Json nothing = Json::array();
    const auto it = object.find(key);
    return it != object.end() && it->is_array() ? *it : nothing;
}

std::uint64_t countAt(const Json& object, const char* key) {
    const auto it = object.find(key);
    return it != object.end() && it->is_number_unsigned() ? it->get<std::uint64_t>() : 0;
}

std::string intervalText(const Json& row) {
    return percent(numberAt(row, "ci_low")) + " - " + percent(numberAt(row, "ci_high"));
}

std::string named(const std::string& name) { return name.empty() ? "(none)" : name; }

std::vector<std::string> subsetRow(const Json& row) {
    return {named(textAt(row, "subset")),          grouped(countAt(row, "pairs")),
            percent(numberAt(row, "accuracy")),    intervalText(row),
            percent(numberAt(row, "longer_wins")), number(numberAt(row, "mean_margin"))};
}

std::string probability(double p) {
    if (!std::isfinite(p)) {
        return "-";
    }
    char text[32];
    std::snprintf(text, sizeof text, p < 0.001 ? "%.1e" : "%.3f", p);
    return text;
}

std::string points(double difference) {
    return std::isfinite(difference) ? (difference > 0.0 ? "+" : "") + number(100.0 * difference, 1) : "-";
}

void printSections(const Json& evaluation) {
    const Json& sections = listAt(evaluation, "sections");
    if (sections.empty()) {
        return;
    }
    std::vector<std::vector<std::string>> rows = {{"section", "pairs", "score", "95 % CI", ""}};
    const auto add = [&rows](const Json& row) {
        const auto partial = row.find("partial");
        const bool isPartial = partial != row.end() && partial->is_boolean() && partial->get<bool>();
        rows.push_back({textAt(row, "section"), grouped(countAt(row, "pairs")), percent(numberAt(row, "accuracy")),
                        intervalText(row), isPartial ? "partial" : ""});
    };
    for (const auto& row : sections) {
        add(row);
    }
    if (const auto score = evaluation.find("score"); score != evaluation.end() && score->is_object()) {
        Json row = *score;
        row["section"] = textAt(row, "kind");
        add(row);
    }
    printTable(rows);
    printText("");
    for (const auto& row : sections) {
        std::string missing;
        for (const auto& part : listAt(row, "missing")) {
            missing += (missing.empty() ? "" : ", ") + (part.is_string() ? part.get<std::string>() : std::string());
        }
        if (!missing.empty()) {
            printNote(textAt(row, "section") + " is partial: no pairs of " + missing + ".");
        }
    }
}

void printMatrix(const Json& evaluation) {
    const Json& matrices = listAt(evaluation, "matrix");
    if (matrices.empty()) {
        return;
    }
    std::vector<std::vector<std::string>> rows = {{"chosen \\ rejected", "concise", "detailed", "markdown"}};
    const Json& accuracy = listAt(matrices.front(), "accuracy");
    const char* names[] = {"concise", "detailed", "markdown"};
    for (std::size_t chosen = 0; chosen < std::min<std::size_t>(accuracy.size(), 3); ++chosen) {
        std::vector<std::string> row = {names[chosen]};
        for (const auto& cell : accuracy[chosen]) {
            row.push_back(cell.is_number() ? percent(cell.get<double>()) : "-");
        }
        rows.push_back(std::move(row));
    }
    printTable(rows);
    printText("");
}

std::vector<std::string> comparisonRow(const Json& row) {
    const auto it = row.find("clustered");
    return {named(textAt(row, "section")),
            grouped(countAt(row, "pairs")),
            percent(numberAt(row, "baseline_accuracy")),
            percent(numberAt(row, "accuracy")),
            points(numberAt(row, "difference")),
            points(numberAt(row, "ci_low")) + " to " + points(numberAt(row, "ci_high")),
            grouped(countAt(row, "gained")),
            grouped(countAt(row, "lost")),
            probability(numberAt(row, "p")) + (it != row.end() ? " *" : ""),
            probability(numberAt(row, "p_holm"))};
}

void printComparison(const Json& comparison) {
    printText("");
    printText("Against " + printable(textAt(comparison, "baseline")) + ", in percentage points:");
    std::vector<std::vector<std::string>> rows = {
        {"section", "pairs", "baseline", "now", "change", "95 % CI", "gained", "lost", "McNemar p", "Holm p"}};
    for (const auto& row : listAt(comparison, "sections")) {
        rows.push_back(comparisonRow(row));
    }
    if (const auto overall = comparison.find("overall"); overall != comparison.end()) {
        rows.push_back(comparisonRow(*overall));
    }
    printTable(rows);
    if (rows.back()[8].ends_with('*')) {
        printText("* pairs of an item share answers: a test over items in place of McNemar's");
    }
    const Json& flips = listAt(comparison, "flips");
    const std::uint64_t flipped = countAt(comparison, "flipped");
    if (!flips.empty()) {
        printText("");
        rows = {{"flipped pair", "subset", "margin before", "margin now", "verdict"}};
        for (const auto& flip : flips) {
            rows.push_back({textAt(flip, "id"), named(textAt(flip, "subset")), number(numberAt(flip, "margin_before")),
                            number(numberAt(flip, "margin_after")), textAt(flip, "change")});
        }
        printTable(rows);
        if (flipped > flips.size()) {
            printText(grouped(flips.size()) + " of " + grouped(flipped) + " flipped pairs; --flips N shows more.");
        }
    }
    for (const auto& warning : listAt(comparison, "warnings")) {
        if (warning.is_string()) {
            printNote("Note: " + warning.get<std::string>());
        }
    }
}

}  // namespace

void printEvaluation(const Json& evaluation) {
    printSections(evaluation);
    printMatrix(evaluation);
    std::vector<std::vector<std::string>> rows = {
        {"subset", "pairs", "accuracy", "95 % CI", "longer wins", "mean margin"}};
    for (const auto& row : listAt(evaluation, "subsets")) {
        rows.push_back(subsetRow(row));
    }
    if (const auto overall = evaluation.find("overall"); overall != evaluation.end()) {
        rows.push_back(subsetRow(*overall));
    }
    printTable(rows);
    if (const auto comparison = evaluation.find("comparison"); comparison != evaluation.end()) {
        printComparison(*comparison);
    }
}

}  // namespace saferscope::cli
