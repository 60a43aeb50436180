// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include "core/base/atomic_file.h"

#include <fstream>

namespace saferscope {

namespace {

constexpr int maxDepth = 64;

template <class AnyJson>
std::string dumpAny(const AnyJson& value, int indent) {
    return value.dump(indent, ' ', false, AnyJson::error_handler_t::replace);
}

}  // namespace

Result<Json> parseJson(std::string_view text, const std::string& where) {
    bool tooDeep = false;
    const auto limitDepth = [&tooDeep](int depth, Json::parse_event_t event, Json&) {
        if (depth > maxDepth &&
            (event == Json::parse_event_t::object_start || event == Json::parse_event_t::array_start)) {
            tooDeep = true;
            return false;
        }
        return true;
    };
    try {
        Json value = Json::parse(text, limitDepth);
        if (tooDeep) {
            return fail(ErrorCode::InvalidInput, where + " is nested deeper than 64 levels.");
        }
        return value;
    } catch (const nlohmann::json::parse_error& error) {
        return fail(ErrorCode::InvalidInput,
                    where + " is not valid JSON (at byte " + std::to_string(error.byte) + ").");
    } catch (const nlohmann::json::exception&) {
        return fail(ErrorCode::InvalidInput, where + " is not valid JSON.");
    }
}

Result<Json> readJsonFile(const std::filesystem::path& path, std::uint64_t maxBytes) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (error || !std::filesystem::exists(status)) {
        return fail(ErrorCode::NotFound, "There is no file " + path.string() + ".");
    }
    if (!std::filesystem::is_regular_file(status)) {
        return fail(ErrorCode::InvalidInput, path.string() + " is not a regular file.");
    }
    const auto size = std::filesystem::file_size(path, error);
    if (error || size > maxBytes) {
        return fail(ErrorCode::InvalidInput,
                    path.string() + " is larger than " + std::to_string(maxBytes >> 20) + " MiB.");
    }
    std::ifstream file(path, std::ios::binary);
    std::string text(size, '\0');
    if (!file.read(text.data(), static_cast<std::streamsize>(size))) {
        return fail(ErrorCode::Io, "Cannot read " + path.string() + ".");
    }
    return parseJson(text, path.string());
}

std::string dumpJson(const Json& value, int indent) { return dumpAny(value, indent); }
std::string dumpJson(const OrderedJson& value, int indent) { return dumpAny(value, indent); }

Status writeJsonFile(const std::filesystem::path& path, const Json& value) {
    return writeFileAtomically(path, dumpJson(value, 2) + "\n");
}

}  // namespace saferscope
