// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pair_signals.h"
#include "app/cli/sweep_command.h"
#include "core/base/atomic_file.h"

#include <algorithm>

namespace saferscope::cli {

namespace {

constexpr std::size_t shownFlips = 20;

struct ResultOptions {
    std::shared_ptr<CommonOptions> common;
    std::string id;
    std::string csv;
    std::string flips;
    std::string section;
};

std::string signedPercent(double share) { return (share > 0.0 ? "+" : "") + percent(share); }

std::string range(const Interval& interval, bool withSign) {
    const auto text = [withSign](double share) { return withSign ? signedPercent(share) : percent(share); };
    return text(interval.low) + " to " + text(interval.high);
}

std::string pText(double p) { return p < 0.001 ? "<0.001" : number(p, 3); }

struct Row {
    CellKind kind;
    Strategy strategy;
    double ratio;
};
/// Every model the sweep asks for, whether it is there yet or not.
std::vector<Row> rowsOf(const SweepSpec& spec) {
    std::vector<Row> rows = {{CellKind::Baseline, Strategy::Safer, 0.0}};
    if (!spec.reference.empty()) {
        rows.push_back({CellKind::Reference, Strategy::Safer, 0.0});
    }
    for (const Strategy strategy : spec.strategies) {
        for (const double ratio : spec.ratios) {
            rows.push_back({CellKind::Changed, strategy, ratio});
        }
    }
    return rows;
}

void printSection(const Sweep& sweep, const SweepResults& results, const std::string& section) {
    std::vector<std::vector<std::string>> table = {
        {section, "changed", "models", "accuracy", "95 %", "difference", "95 %", "p (Holm)"}};
    const bool recovered = !sweep.spec.reference.empty();
    if (recovered) {
        table.front().emplace_back("won back");
    }
    std::uint64_t items = 0;
    for (const Row& row : rowsOf(sweep.spec)) {
        const bool changed = row.kind == CellKind::Changed;
        const SweepPoint* point = results.find(row.kind, row.strategy, row.ratio, section);
        std::vector<std::string> line = {changed ? std::string(strategyName(row.strategy)) + " " + percent(row.ratio)
                                                 : cellKindName(row.kind)};
        if (point == nullptr || point->seeds == 0) {
            line.resize(table.front().size());
            line[3] = "not yet";
        } else {
            items = std::max(items, point->items);
            line.push_back(changed ? grouped(point->changed) : "");
            line.push_back(std::to_string(point->seeds) + (point->seeds < sweep.spec.seeds.size()
                                                               ? " of " + std::to_string(sweep.spec.seeds.size())
                                                               : ""));
            line.push_back(percent(point->accuracy));
            line.push_back(range(point->ci, false));
            line.push_back(point->compared ? signedPercent(point->difference) : "");
            line.push_back(point->compared ? range(point->differenceCi, true) : "");
            line.push_back(point->compared ? pText(point->adjusted) : "");
            if (recovered) {
                line.push_back(point->recovered ? percent(*point->recovered) : "");
            }
        }
        table.push_back(std::move(line));
    }
    table.front().front() += " (" + grouped(items) + " pairs)";
    printTable(table);
}

Status printFlips(const ResultOptions& options, const Sweep& sweep, const std::vector<CellVerdicts>& verdicts) {
    const auto colon = options.flips.find(':');
    const auto strategy = strategyFromName(options.flips.substr(0, colon));
    if (colon == std::string::npos || !strategy) {
        return fail(ErrorCode::Usage, "\"" + options.flips + "\" names no strategy and ratio.",
                    "Give both, such as --flips safer:5%.");
    }
    const auto ratio = ratioFromText(options.flips.substr(colon + 1));
    if (!ratio) {
        return failure(ratio);
    }
    const bool known = std::ranges::any_of(sweep.cells, [&](const SweepCell& cell) {
        return cell.kind == CellKind::Changed && cell.strategy == *strategy && std::abs(cell.ratio - *ratio) < 1e-12;
    });
    if (!known) {
        return fail(ErrorCode::NotFound, "The sweep has no models of " + options.flips + ".",
                    "`safer sweep show " + sweep.spec.id + "` lists what it has.");
    }
    const auto flips = sweepFlips(sweep, verdicts, *strategy, *ratio);
    if (options.common->json) {
        for (const SweepFlip& flip : flips) {
            printJson({{"id", flip.id},
                       {"subset", flip.subset},
                       {"gained", flip.gained},
                       {"lost", flip.lost},
                       {"before", finiteOrNull(flip.before)},
                       {"after", finiteOrNull(flip.after)}});
        }
        return {};
    }
    std::vector<std::vector<std::string>> rows = {{"pair", "subset", "right now", "wrong now", "before", "after"}};
    for (std::size_t i = 0; i < std::min(flips.size(), shownFlips); ++i) {
        const SweepFlip& flip = flips[i];
        rows.push_back({printable(flip.id), printable(flip.subset), std::to_string(flip.gained),
                        std::to_string(flip.lost), number(flip.before), number(flip.after)});
    }
    printTable(rows);
    if (flips.size() > shownFlips) {
        printText("and " + grouped(flips.size() - shownFlips) + " more; --json lists them all");
    }
    return {};
}

Status showResults(const ResultOptions& options) {
    const auto workspace = openForSweeps(options.common->workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const auto sweep = chooseSweep(**workspace, options.id);
    if (!sweep) {
        return failure(sweep);
    }
    if (!options.flips.empty()) {
        return printFlips(options, *sweep, readSweepVerdicts((*workspace)->folder(), *sweep));
    }
    if (!options.csv.empty()) {
        const auto verdicts = readSweepVerdicts((*workspace)->folder(), *sweep);
        const auto results = summariseSweep(*sweep, verdicts);
        if (!results) {
            return failure(results);
        }
        if (auto written = writeFileAtomically(absolutePath(options.csv), sweepCsv(*results)); !written) {
            return written;
        }
    }
    if (auto printed = printSweepResults(**workspace, *sweep, options.common->json, options.section); !printed) {
        return printed;
    }
    if (!options.csv.empty() && !options.common->json) {
        printText("Written to " + printable(options.csv));
    }
    return {};
}

}  // namespace

Status printSweepResults(const Workspace& workspace, const Sweep& sweep, bool json, const std::string& section) {
    const auto verdicts = readSweepVerdicts(workspace.folder(), sweep);
    const auto results = summariseSweep(sweep, verdicts);
    if (!results) {
        return failure(results);
    }
    if (!section.empty() && std::ranges::count(results->sections, section) == 0) {
        std::string names;
        for (const auto& name : results->sections) {
            names += (names.empty() ? "" : ", ") + printable(name);
        }
        return fail(ErrorCode::NotFound, "The results have no section \"" + section + "\".",
                    names.empty() ? "No model has been evaluated yet." : "They have " + names + ".");
    }
    const SweepCounts counts = countCells(sweepStatus(workspace.folder(), sweep));
    for (const auto& warning : results->warnings) {
        printNote("Note: " + printable(warning));
    }
    if (json) {
        printJson({{"sweep", sweep.spec.id},
                   {"title", sweep.spec.title},
                   {"open", counts.open},
                   {"failed", counts.failed},
                   {"stopped", counts.stopped},
                   {"results", OrderedJson::parse(dumpJson(toJson(*results)))}});
        return {};
    }
    printText(printable(sweep.spec.title));
    if (results->cellsDone == 0) {
        printText("No model has been evaluated yet: " + countsText(counts) + ".");
        return {};
    }
    for (const auto& name : results->sections) {
        if (section.empty() || section == name) {
            printSection(sweep, *results, name);
        }
    }
    if (results->cellsDone < results->cells) {
        printText("Not everything is there yet: " + countsText(counts) + ".");
    }
    if (sweep.spec.seeds.size() > 1) {
        printText(
            "Intervals speak of other pairs and other seeds, p of other pairs with these models: a difference counts\n"
            "where both say so.");
    }
    return {};
}

void addSweepResults(CommandSet& commands, CLI::App* sweep, const std::shared_ptr<CommonOptions>& common) {
    const auto options = std::make_shared<ResultOptions>();
    options->common = common;
    auto* command = commands.addBelow(sweep, "results", "Accuracies with 95 % intervals, and against the baseline");
    command->add_option("ID", options->id, "Id of the sweep, its beginning, or \"latest\"")->required();
    command->add_option("--section", options->section, "Only this section (default: all)")->type_name("NAME");
    auto* csv =
        command->add_option("--csv", options->csv, "Also write one line per point to a file")->type_name("FILE");
    command
        ->add_option("--flips", options->flips,
                     "Instead: pairs whose verdict differs from the baseline's, such as safer:5%")
        ->type_name("STRATEGY:RATIO")
        ->excludes(csv);
    commands.onRun(command, [options] { return showResults(*options); });
}

}  // namespace saferscope::cli
