// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/sae/sae_layouts.h"
#include "core/tensor/torch_io.h"

#include <filesystem>
#include <string>
#include <vector>

namespace saferscope::check {

/// A small SAE as somebody else's program would have left it on disk, with everything a reference needs to compute what
/// that program computes.
struct SaeFixture {
    std::string id;              ///< row of accepted_formats.cpp: "sae-saelens", …
    std::string variant;         ///< "topk", "gated", …
    std::filesystem::path path;  ///< what a user would name
    SaeImportOptions options;    ///< what the files do not say
    SaeLayout layout = SaeLayout::Saferscope;
    std::vector<NamedTensor> tensors;  ///< as stored, float32
    Json config;                       ///< as stored, or what a reference has to know
    std::int64_t layer = -1;           ///< that the import has to arrive at
};

constexpr std::int64_t fixtureWidth = 12;
constexpr std::int64_t fixtureLatents = 40;
constexpr std::int64_t fixtureK = 5;

/// Every variant of one row, written below `folder`.
std::vector<SaeFixture> writeSaeFixtures(const std::string& id, const std::filesystem::path& folder);

/// The ids of all rows.
std::vector<std::string> saeFixtureIds();

const at::Tensor& tensorOf(const SaeFixture& fixture, const std::string& name);

}  // namespace saferscope::check
