// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/compare_rows.h"

#include "core/base/json.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <limits>

namespace saferscope::bench {

namespace {

Result<RecordedRow> rowOf(const std::string& line, const std::string& where) {
    const auto json = parseJson(line, where);
    if (!json) {
        return failure(json);
    }
    const auto id = jsonMember<std::string>(*json, "id", where);
    const auto value = jsonMember<double>(*json, "value", where);
    const auto compare = jsonMember<bool>(*json, "compare", where);
    const auto wanted = jsonMember<std::string>(*json, "wanted", where);
    for (const Error* error : {id ? nullptr : &id.error(), value ? nullptr : &value.error(),
                               compare ? nullptr : &compare.error(), wanted ? nullptr : &wanted.error()}) {
        if (error != nullptr) {
            return tl::unexpected<Error>(*error);
        }
    }
    RecordedRow row{*id, *value, *compare, {}};
    if (*wanted == "at_least") {
        row.wanted.kind = Wanted::Kind::AtLeast;
    } else if (*wanted == "at_most") {
        row.wanted.kind = Wanted::Kind::AtMost;
    } else if (*wanted != "nothing") {
        return fail(ErrorCode::InvalidInput,
                    where + ": \"wanted\" is neither \"at_least\" nor \"at_most\" nor \"nothing\".");
    }
    return row;
}

const RecordedRow* find(const std::vector<RecordedRow>& rows, const std::string& id) {
    const auto found = std::find_if(rows.begin(), rows.end(), [&id](const RecordedRow& row) { return row.id == id; });
    return found == rows.end() ? nullptr : &*found;
}

double changeOf(double recorded, double fresh) {
    if (recorded == fresh) {
        return 0.0;
    }
    return recorded == 0.0 ? std::copysign(std::numeric_limits<double>::infinity(), fresh)
                           : (fresh - recorded) / std::abs(recorded);
}

std::string printed(const char* format, double value) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, format, value);
    return buffer;
}

std::string listed(const char* what, const std::vector<std::string>& ids) {
    std::string text;
    for (const std::string& id : ids) {
        text += (text.empty() ? std::string("\n") + what + ": " : ", ") + id;
    }
    return text.empty() ? text : text + "\n";
}

}  // namespace

Result<std::vector<RecordedRow>> readRows(const std::filesystem::path& path) {
    std::error_code error;
    std::ifstream file(path);
    if (!file || std::filesystem::is_directory(path, error)) {
        return fail(ErrorCode::Io, "Cannot read " + path.string() + ".");
    }
    std::vector<RecordedRow> rows;
    std::string line;
    for (std::size_t number = 1; std::getline(file, line); ++number) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) {
            continue;
        }
        auto row = rowOf(line, "Line " + std::to_string(number) + " of " + path.string());
        if (!row) {
            return failure(row);
        }
        std::erase_if(rows, [&row](const RecordedRow& older) { return older.id == row->id; });
        rows.push_back(std::move(*row));
    }
    if (rows.empty()) {
        return fail(ErrorCode::InvalidInput, path.string() + " holds no benchmark rows.");
    }
    return rows;
}

std::size_t RowComparison::warnings() const {
    return static_cast<std::size_t>(
        std::count_if(rows.begin(), rows.end(), [](const RowChange& row) { return row.warn; }));
}

RowComparison compareRows(const std::vector<RecordedRow>& recorded, const std::vector<RecordedRow>& fresh,
                          double tolerance) {
    RowComparison comparison;
    for (const RecordedRow& old : recorded) {
        if (!old.compare) {
            continue;
        }
        const RecordedRow* const now = find(fresh, old.id);
        if (now == nullptr || !now->compare) {
            comparison.missing.push_back(old.id);
            continue;
        }
        RowChange row{old.id, old.value, now->value, changeOf(old.value, now->value), false};
        const bool lower = row.change < -tolerance;
        const bool higher = row.change > tolerance;
        row.warn = (lower && now->wanted.kind != Wanted::Kind::AtMost) ||
                   (higher && now->wanted.kind != Wanted::Kind::AtLeast);
        comparison.rows.push_back(std::move(row));
    }
    for (const RecordedRow& now : fresh) {
        const RecordedRow* const old = find(recorded, now.id);
        if (now.compare && (old == nullptr || !old->compare)) {
            comparison.added.push_back(now.id);
        }
    }
    return comparison;
}

std::string report(const RowComparison& comparison) {
    std::string text = "| row | recorded | new | change | |\n|---|---|---|---|---|\n";
    for (const RowChange& row : comparison.rows) {
        text += "| " + row.id + " | " + printed("%.4g", row.recorded) + " | " + printed("%.4g", row.fresh) + " | " +
                printed("%+.1f %%", 100.0 * row.change) + " | " + (row.warn ? "**warning**" : "") + " |\n";
    }
    text += listed("Recorded but not measured now", comparison.missing);
    text += listed("Measured now but not recorded", comparison.added);
    const std::size_t warnings = comparison.warnings();
    text += warnings == 0 ? "\nNo row has got worse by more than its tolerance.\n"
                          : "\nwarning: " + std::to_string(warnings) + (warnings == 1 ? " row is" : " rows are") +
                                " further from the recorded run than noise explains. Measure again on an idle machine "
                                "before believing it.\n";
    return text;
}

}  // namespace saferscope::bench
