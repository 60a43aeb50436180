// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"

#include <array>
#include <fstream>
#include <openssl/evp.h>

namespace saferscope {

struct Sha256::Context {
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> md{EVP_MD_CTX_new(), EVP_MD_CTX_free};
};

Sha256::Sha256() : m_context(std::make_unique<Context>()) {
    EVP_DigestInit_ex(m_context->md.get(), EVP_sha256(), nullptr);
}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::update(std::span<const std::byte> bytes) {
    EVP_DigestUpdate(m_context->md.get(), bytes.data(), bytes.size());
}

void Sha256::update(std::string_view text) { update(std::as_bytes(std::span(text.data(), text.size()))); }

std::string Sha256::hex() {
    std::array<unsigned char, 32> digest{};
    unsigned int size = 0;
    EVP_DigestFinal_ex(m_context->md.get(), digest.data(), &size);
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(64);
    for (const unsigned char byte : digest) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::string sha256Hex(std::string_view text) {
    Sha256 hash;
    hash.update(text);
    return hash.hex();
}

namespace {

Status hashFileInto(Sha256& hash, const std::filesystem::path& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {  // a FIFO would wait for ever
        return fail(ErrorCode::InvalidInput, path.string() + " is not a regular file.");
    }
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return fail(ErrorCode::Io, "Cannot read " + path.string() + ".");
    }
    std::vector<char> buffer(1 << 20);
    while (file.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || file.gcount() > 0) {
        hash.update(std::string_view(buffer.data(), static_cast<std::size_t>(file.gcount())));
    }
    if (file.bad()) {
        return fail(ErrorCode::Io, "Cannot read " + path.string() + ".");
    }
    return {};
}

}  // namespace

Result<std::string> sha256File(const std::filesystem::path& path) {
    Sha256 hash;
    if (auto read = hashFileInto(hash, path); !read) {
        return failure(read);
    }
    return hash.hex();
}

Result<std::string> sha256Files(const std::filesystem::path& folder, const std::vector<std::string>& names) {
    Sha256 hash;
    for (const auto& name : names) {
        std::error_code error;
        if (!std::filesystem::exists(folder / name, error) && !error) {  // what cannot be looked at is said below
            continue;
        }
        const auto file = sha256File(folder / name);
        if (!file) {
            return failure(file);
        }
        hash.update(name + '\0' + *file);
    }
    return hash.hex();
}

}  // namespace saferscope
