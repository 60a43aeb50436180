// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

/// SHA-256 over a stream of bytes; names contents everywhere in a workspace (provenance, caches, integrity).
class Sha256 {
public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    ~Sha256();

    void update(std::span<const std::byte> bytes);
    void update(std::string_view text);
    /// 64 lower-case hexadecimal digits. The object is spent afterwards.
    std::string hex();

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

std::string sha256Hex(std::string_view text);
Result<std::string> sha256File(const std::filesystem::path& path);

/// One hash for several files of a folder: each file's name and contents in the order given; missing ones are skipped.
Result<std::string> sha256Files(const std::filesystem::path& folder, const std::vector<std::string>& names);

}  // namespace saferscope
