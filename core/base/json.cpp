// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include "core/base/atomic_file.h"
#include "core/base/json_builder.h"

#include <cerrno>
#include <cmath>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace saferscope {

namespace {

template <class AnyJson>
std::string dumpAny(const AnyJson& value, int indent) {
    return value.dump(indent, ' ', false, AnyJson::error_handler_t::replace);
}

/// The open file, closed at the end of its scope.
struct Descriptor {
    explicit Descriptor(const std::filesystem::path& path)
        : number(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
    ~Descriptor() {
        if (number >= 0) {
            ::close(number);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number;
};

bool readWhole(int fd, std::string& text) {
    std::size_t have = 0;
    while (have < text.size()) {
        const auto got = ::read(fd, text.data() + have, text.size() - have);
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return false;
        }
        have += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    return true;
}

template <class... Input>
Result<Json> parseAny(const std::string& where, Input&&... input) {
    JsonBuilder builder;
    if (!Json::sax_parse(std::forward<Input>(input)..., &builder)) {
        return fail(ErrorCode::InvalidInput, where + builder.problem());
    }
    return builder.take();
}

}  // namespace

std::optional<json_detail::WholeNumber> json_detail::wholeNumber(const Json& value) {
    if (value.is_number_unsigned()) {
        return WholeNumber{value.get<std::uint64_t>(), false};
    }
    if (value.is_number_integer()) {
        const auto number = value.get<std::int64_t>();
        return WholeNumber{static_cast<std::uint64_t>(number), number < 0};
    }
    // Up to 2^53 a double still knows its neighbours; beyond, which number was meant is anyone's guess.
    const double number = value.is_number_float() ? value.get<double>() : 0.5;
    if (!(std::abs(number) <= 0x1p53) || number != std::trunc(number)) {
        return std::nullopt;
    }
    return WholeNumber{static_cast<std::uint64_t>(static_cast<std::int64_t>(number)), number < 0.0};
}

Result<Json> parseJson(std::string_view text, const std::string& where) {
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
        // The parser would take it for the end, and what stands behind it would be read by others only.
        return fail(ErrorCode::InvalidInput, where + " is not valid JSON (at byte " + std::to_string(nul + 1) + ").");
    }
    return parseAny(where, text.begin(), text.end());
}

Result<Json> readJsonFile(const std::filesystem::path& path, std::uint64_t maxBytes) {
    const auto notRegular = [&path] {
        return fail(ErrorCode::InvalidInput, path.string() + " is not a regular file.");
    };
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (error || !std::filesystem::exists(status)) {
        return fail(ErrorCode::NotFound, "There is no file " + path.string() + ".");
    }
    if (!std::filesystem::is_regular_file(status)) {
        return notRegular();
    }
    const Descriptor file(path);
    struct stat opened {};
    if (file.number < 0 || ::fstat(file.number, &opened) != 0) {
        return fail(ErrorCode::Io, "Cannot read " + path.string() + ".");
    }
    if (!S_ISREG(opened.st_mode)) {  // it was replaced since; O_NONBLOCK has kept a FIFO from waiting
        return notRegular();
    }
    if (static_cast<std::uint64_t>(opened.st_size) > maxBytes) {
        return fail(ErrorCode::InvalidInput,
                    path.string() + " is larger than " + std::to_string(maxBytes >> 20) + " MiB.");
    }
    std::string text(static_cast<std::size_t>(opened.st_size), '\0');
    if (!readWhole(file.number, text)) {
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
