// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/weight_map.h"

#include "core/base/mapped_file.h"
#include "core/tensor/safetensors_header.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace saferscope {

namespace {

// The largest public model, of 91,991 tensors in 163 shards, has an index of 9 MB.
constexpr std::size_t mostBytes = 16u << 20;
constexpr std::size_t mostPlaces = 200'000;
constexpr std::size_t mostShards = 10'000;
constexpr int deepest = 64;

bool isPlainName(const std::string& name) {
    return !name.empty() && name != "." && name != ".." && name.size() <= 255 &&
           name.find_first_of(std::string_view("/\\\0", 3)) == std::string::npos;
}

/// Events of the JSON of an index. What is not in "weight_map" is passed over.
class MapReader final : public nlohmann::json_sax<nlohmann::json> {
public:
    const std::string& problem() const { return m_problem; }
    const std::string& hint() const { return m_hint; }
    bool found() const { return m_found && !m_places.empty(); }

    WeightMap take() {
        WeightMap map;
        std::vector<std::uint32_t> rank(m_shards.size());
        for (auto& [shard, index] : m_shards) {  // sorted
            rank[index] = static_cast<std::uint32_t>(map.shards.size());
            map.shards.push_back(shard);
        }
        for (auto& [tensor, index] : m_places) {
            index = rank[index];
        }
        map.places = std::move(m_places);
        return map;
    }

    bool start_object(std::size_t) override {
        if (m_depth == 1 && m_key == "weight_map") {
            if (m_found) {
                return refuse("has two objects \"weight_map\"");
            }
            m_found = m_inside = true;
        } else if (m_inside) {
            return wrongShard("something that is no name");
        }
        return deeper();
    }
    bool start_array(std::size_t) override {
        return m_inside ? wrongShard("something that is no name") : m_depth > 0 && deeper();
    }
    bool end_object() override {
        --m_depth;
        m_inside = m_inside && m_depth > 1;
        return true;
    }
    bool end_array() override {
        --m_depth;
        return true;
    }
    bool key(string_t& text) override {
        m_key = std::move(text);
        return true;
    }
    bool string(string_t& text) override {
        if (!m_inside) {
            return m_depth > 0;
        }
        if (!isPlainName(text)) {
            return wrongShard(text);
        }
        if (m_places.size() == mostPlaces) {
            return refuse("names more than " + std::to_string(mostPlaces) + " tensors");
        }
        const auto shard = m_shards.try_emplace(text, static_cast<std::uint32_t>(m_shards.size())).first;
        if (m_shards.size() > mostShards) {
            return refuse("names more than " + std::to_string(mostShards) + " shards");
        }
        if (!m_places.try_emplace(m_key, shard->second).second) {
            return refuse("names the tensor " + quotedName(m_key) + " twice");
        }
        return true;
    }
    bool null() override { return other(); }
    bool boolean(bool) override { return other(); }
    bool number_integer(number_integer_t) override { return other(); }
    bool number_unsigned(number_unsigned_t) override { return other(); }
    bool number_float(number_float_t, const string_t&) override { return other(); }
    bool binary(binary_t&) override { return other(); }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) override {
        return refuse("is not valid JSON (at byte " + std::to_string(position) + ")");
    }

private:
    bool deeper() {
        return ++m_depth <= deepest || refuse("is nested deeper than " + std::to_string(deepest) + " levels");
    }
    bool other() { return m_inside ? wrongShard("something that is no name") : m_depth > 0; }
    bool refuse(std::string why) {
        if (m_problem.empty()) {
            m_problem = std::move(why);
        }
        return false;
    }
    bool wrongShard(const std::string& shard) {
        m_hint = "Do not trust this model folder, or correct the index.";
        return refuse("sends tensor " + quotedName(m_key) + " to " + quotedName(shard) +
                      "; only plain file names in the same folder are allowed");
    }

    std::map<std::string, std::uint32_t> m_places;
    std::map<std::string, std::uint32_t> m_shards;  ///< in the order they came
    std::string m_key;
    std::string m_problem;
    std::string m_hint;
    int m_depth = 0;
    bool m_found = false;
    bool m_inside = false;
};

}  // namespace

Result<WeightMap> readWeightMap(const std::filesystem::path& path) {
    const auto refuse = [&path](const std::string& why, const std::string& hint = {}) {
        return fail(ErrorCode::InvalidInput, path.string() + ' ' + why + '.',
                    hint.empty() ? "Fetch the model again; its index is damaged." : hint);
    };
    const auto file = MappedFile::open(path);
    if (!file) {
        return failure(file);
    }
    const std::string_view text(reinterpret_cast<const char*>(file->bytes().data()), file->bytes().size());
    if (text.size() > mostBytes) {
        return refuse("is larger than " + std::to_string(mostBytes >> 20) + " MiB");
    }
    if (text.find('\0') != std::string_view::npos) {
        return refuse("is not valid JSON: it contains a NUL byte");
    }
    MapReader reader;
    if (!nlohmann::json::sax_parse(text, &reader) || !reader.found()) {
        return refuse(reader.problem().empty() ? "has no \"weight_map\"" : reader.problem(), reader.hint());
    }
    return reader.take();
}

}  // namespace saferscope
