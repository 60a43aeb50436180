// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csv_text.h"
#include "core/experiments/sweep_results.h"

#include <charconv>

namespace saferscope {

namespace {

Json pointJson(const SweepPoint& point) {
    Json json = {{"section", point.section}, {"kind", cellKindName(point.kind)}, {"items", point.items},
                 {"seeds", point.seeds},     {"accuracy", point.accuracy},       {"ci_low", point.ci.low},
                 {"ci_high", point.ci.high}, {"by_seed", point.bySeed}};
    if (point.kind == CellKind::Changed) {
        json["strategy"] = strategyName(point.strategy);
        json["ratio"] = point.ratio;
        json["changed"] = point.changed;
    }
    if (point.compared) {
        json.update({{"difference", point.difference},
                     {"difference_ci_low", point.differenceCi.low},
                     {"difference_ci_high", point.differenceCi.high},
                     {"gained", point.gained},
                     {"lost", point.lost},
                     {"p", point.p},
                     {"p_holm", point.adjusted}});
    }
    if (point.recovered) {
        json["recovered"] = *point.recovered;
    }
    return json;
}

std::string number(double value) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value);
    return {text, end.ptr};
}

}  // namespace

Json toJson(const SweepResults& results) {
    Json points = Json::array();
    for (const auto& point : results.points) {
        points.push_back(pointJson(point));
    }
    return {{"sections", results.sections},
            {"points", std::move(points)},
            {"cells_done", results.cellsDone},
            {"cells", results.cells},
            {"warnings", results.warnings}};
}

std::string sweepCsv(const SweepResults& results) {
    std::string text =
        "section,kind,strategy,ratio,changed,items,seeds,accuracy,ci_low,ci_high,difference,difference_ci_low,"
        "difference_ci_high,gained,lost,p,p_holm,recovered,by_seed\r\n";
    for (const auto& point : results.points) {
        const bool changed = point.kind == CellKind::Changed;
        std::string seeds;
        for (const double accuracy : point.bySeed) {
            seeds += (seeds.empty() ? "" : " ") + number(accuracy);
        }
        text += csvText(point.section) + "," + cellKindName(point.kind) + "," +
                (changed ? strategyName(point.strategy) : "") + "," + (changed ? number(point.ratio) : "") + "," +
                (changed ? std::to_string(point.changed) : "") + "," + std::to_string(point.items) + "," +
                std::to_string(point.seeds) + "," + number(point.accuracy) + "," + number(point.ci.low) + "," +
                number(point.ci.high) + ",";
        if (point.compared) {
            text += number(point.difference) + "," + number(point.differenceCi.low) + "," +
                    number(point.differenceCi.high) + "," + std::to_string(point.gained) + "," +
                    std::to_string(point.lost) + "," + number(point.p) + "," + number(point.adjusted) + ",";
        } else {
            text += ",,,,,,,";
        }
        text += (point.recovered ? number(*point.recovered) : "") + "," + seeds + "\r\n";
    }
    return text;
}

std::vector<PublishedPoint> publishedPoints(ExperimentMode mode) {
    if (mode != ExperimentMode::Denoise) {
        return {};
    }
    const std::string source = "SAFER (arXiv 2507.00665), Llama-3.2-3B";
    return {{mode, CellKind::Baseline, Strategy::Safer, 0.0, "Safety", 0.9486, source},
            {mode, CellKind::Changed, Strategy::Safer, 0.04, "Safety", 0.9646, source}};
}

}  // namespace saferscope
