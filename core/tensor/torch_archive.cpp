// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/archive_contents.h"
#include "core/tensor/archive_strides.h"
#include "core/tensor/pickle_document.h"
#include "core/tensor/safetensors_header.h"

#include <charconv>
#include <cstring>
#include <unordered_map>

namespace saferscope {

namespace {

constexpr int deepest = 32;
constexpr std::size_t longestPath = 4096;
constexpr std::size_t mostPathBytes = 16u << 20;
constexpr int newestVersion = 10;  ///< caffe2/serialize/versions.h: kMaxSupportedFileFormatVersion

class TorchReader {
public:
    TorchReader(const ZipArchive& zip, const std::string& prefix, const std::string& where, ArchiveContents& contents)
        : m_zip(zip), m_prefix(prefix), m_where(where), m_contents(contents) {}

    Status read() {
        if (auto sound = checkSurroundings(); !sound) {
            return sound;
        }
        const auto pickle = m_zip.contents(*m_zip.find(m_prefix + "/data.pkl"), m_contents.memory);
        if (!pickle) {
            return failure(pickle);
        }
        auto document = readPickle(*pickle, m_where);
        if (!document) {
            return failure(document);
        }
        m_document = std::move(*document);
        return add(m_document.root, "", 0);
    }

private:
    tl::unexpected<Error> refuse(const std::string& why) const {
        return fail(ErrorCode::InvalidInput, m_where + " is not a sound torch file: " + why + ".",
                    "Fetch or save the file again; it may be damaged.");
    }

    Status checkSurroundings();
    Result<std::string> smallText(const ZipEntry& entry);
    Status add(std::uint32_t index, const std::string& path, int depth);
    Result<TensorView> tensor(const PickleNode& node, const std::string& path);
    Result<std::span<const std::byte>> storage(const PickleNode& node);
    Result<std::vector<std::int64_t>> numbers(const PickleNode& tuple, const std::string& path) const;

    const ZipArchive& m_zip;
    const std::string& m_prefix;
    const std::string& m_where;
    ArchiveContents& m_contents;
    PickleDocument m_document;
    std::unordered_map<std::uint32_t, std::size_t> m_made;  ///< tensors by their node: tied ones share their bytes
    std::unordered_map<std::string, std::span<const std::byte>> m_storages;
    std::set<std::string> m_paths;
    std::size_t m_pathBytes = 0;
};

Result<std::string> TorchReader::smallText(const ZipEntry& entry) {
    if (entry.size > 64) {
        return refuse("its entry " + quotedName(entry.name) + " is too long");
    }
    const auto bytes = m_zip.contents(entry, m_contents.memory);
    if (!bytes) {
        return failure(bytes);
    }
    std::string text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) {
        text.pop_back();
    }
    return text;
}

Status TorchReader::checkSurroundings() {
    for (const ZipEntry& entry : m_zip.entries()) {
        if (!entry.name.starts_with(m_prefix + '/')) {
            return refuse("its entry " + quotedName(entry.name) + " lies outside of " + quotedName(m_prefix));
        }
    }
    const ZipEntry* const version = m_zip.find(m_prefix + "/version");
    if (version == nullptr) {
        return refuse("it has no version");
    }
    const auto text = smallText(*version);
    if (!text) {
        return failure(text);
    }
    int number = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc() || end != text->data() + text->size() || number < 1 || number > newestVersion) {
        return fail(ErrorCode::InvalidInput,
                    m_where + " has version " + quotedName(*text) + " of torch's file format; 1 to " +
                        std::to_string(newestVersion) + " are read.",
                    "Load it in Python and save its weights again with torch.save().");
    }
    if (const ZipEntry* const order = m_zip.find(m_prefix + "/byteorder")) {
        const auto name = smallText(*order);
        if (!name) {
            return failure(name);
        }
        if (*name != "little") {
            return fail(ErrorCode::InvalidInput,
                        m_where + " was written on a machine with the byte order " + quotedName(*name) +
                            "; only little-endian files are read.",
                        "Load it in Python on an ordinary machine and save it again.");
        }
    }
    return {};
}

Status TorchReader::add(std::uint32_t index, const std::string& path, int depth) {
    if (depth > deepest) {
        return refuse("its members are nested more than " + std::to_string(deepest) + " deep");
    }
    const PickleNode& node = m_document.nodes[index];
    const bool container =
        node.kind == PickleKind::Dict || node.kind == PickleKind::List || node.kind == PickleKind::Tuple;
    // Empty containers count too: a file may share one list among a million places, and nest such lists.
    m_pathBytes += path.size() + 16;
    if (path.size() > longestPath || m_pathBytes > mostPathBytes) {
        return refuse("the names of its members are too long");
    }
    if (!container) {
        if (node.kind == PickleKind::None) {
            return {};
        }
        if (m_paths.size() == mostArchiveMembers || !m_paths.insert(path).second) {
            return refuse("two of its members are called " + quotedName(path) + ", or there are too many");
        }
    }
    const std::string start = path.empty() ? "" : path + '.';
    switch (node.kind) {
        case PickleKind::Dict:
            for (std::size_t i = 0; i < node.items.size(); i += 2) {
                const PickleNode& key = m_document.nodes[node.items[i]];
                if (key.kind != PickleKind::Text && key.kind != PickleKind::Int) {
                    return refuse("a member of " + quotedName(path) + " is named by something that is no text");
                }
                const std::string name =
                    key.kind == PickleKind::Text ? std::string(key.text) : std::to_string(key.number);
                if (auto done = add(node.items[i + 1], start + name, depth + 1); !done) {
                    return done;
                }
            }
            return {};
        case PickleKind::List:
        case PickleKind::Tuple:
            for (std::size_t i = 0; i < node.items.size(); ++i) {
                if (auto done = add(node.items[i], start + std::to_string(i), depth + 1); !done) {
                    return done;
                }
            }
            return {};
        case PickleKind::Bool:
            m_contents.values.emplace(path, node.number != 0);
            return {};
        case PickleKind::Int:
            m_contents.values.emplace(path, node.number);
            return {};
        case PickleKind::Float:
            m_contents.values.emplace(path, node.real);
            return {};
        case PickleKind::Text:
            m_contents.values.emplace(path, std::string(node.text));
            return {};
        case PickleKind::Tensor: {
            const auto [place, fresh] = m_made.try_emplace(index, m_contents.tensors.size());
            if (!fresh) {
                TensorView twin = m_contents.tensors[place->second];
                twin.name = path;
                m_contents.tensors.push_back(std::move(twin));
                return {};
            }
            auto made = tensor(node, path);
            if (!made) {
                return failure(made);
            }
            m_contents.tensors.push_back(std::move(*made));
            return {};
        }
        default:
            return refuse("its member " + quotedName(path) + " is neither a tensor nor a number, flag or text");
    }
}

Result<std::span<const std::byte>> TorchReader::storage(const PickleNode& node) {
    const std::string name = m_prefix + "/data/" + std::string(node.text);
    const ZipEntry* const entry = m_zip.find(name);
    if (entry == nullptr) {
        return refuse("the data of a tensor, " + quotedName(name) + ", is missing");
    }
    const auto wanted = tensorBytes({node.number}, node.dtype);
    if (!wanted || *wanted != entry->size) {
        return refuse("the data of a tensor, " + quotedName(name) + ", has " + std::to_string(entry->size) +
                      " bytes where " + std::to_string(node.number) + " numbers of " + dtypeName(node.dtype) +
                      " were announced");
    }
    const auto place = m_storages.find(name);
    if (place != m_storages.end()) {
        return place->second;
    }
    auto bytes = m_zip.contents(*entry, m_contents.memory);
    if (bytes) {
        m_storages.emplace(name, *bytes);
    }
    return bytes;
}

Result<std::vector<std::int64_t>> TorchReader::numbers(const PickleNode& tuple, const std::string& path) const {
    std::vector<std::int64_t> values;
    for (const std::uint32_t item : tuple.items) {
        const PickleNode& number = m_document.nodes[item];
        if (number.kind != PickleKind::Int || number.number < 0 || values.size() == mostArchiveRank) {
            return refuse("the shape or the strides of its tensor " + quotedName(path) + " are impossible");
        }
        values.push_back(number.number);
    }
    return values;
}

Result<TensorView> TorchReader::tensor(const PickleNode& node, const std::string& path) {
    const PickleNode& stored = m_document.nodes[node.items[0]];
    const std::int64_t offset = m_document.nodes[node.items[1]].number;
    auto shape = numbers(m_document.nodes[node.items[2]], path);
    const auto strides = numbers(m_document.nodes[node.items[3]], path);
    if (!shape || !strides) {
        return failure(shape ? strides : shape);
    }
    const auto bytes = storage(stored);
    if (!bytes) {
        return failure(bytes);
    }
    const auto size = tensorBytes(*shape, stored.dtype);
    const auto reach = shape->size() == strides->size() ? strideReach(*shape, *strides) : std::nullopt;
    // The offset is below 2^63 and the reach below 2^62, so their sum is exact.
    if (!size || !reach || offset < 0 ||
        (*reach > 0 && static_cast<std::uint64_t>(offset) + *reach > static_cast<std::uint64_t>(stored.number))) {
        return refuse("its tensor " + quotedName(path) + " reaches past the end of its data");
    }
    TensorView view;
    view.name = path;
    view.dtype = stored.dtype;
    view.shape = std::move(*shape);
    if (*reach == 0) {
        return view;
    }
    const std::size_t width = dtypeSize(stored.dtype);
    const std::span<const std::byte> used = bytes->subspan(static_cast<std::size_t>(offset) * width, *reach * width);
    if (isRowMajor(view.shape, *strides)) {
        view.data = used;
        return view;
    }
    const auto copy = m_contents.memory.allocate(*size);
    if (!copy) {
        return failure(copy);
    }
    copyRowMajor(*copy, used, view.shape, *strides, width);
    view.data = *copy;
    return view;
}

}  // namespace

Status readTorchArchive(const ZipArchive& zip, const std::string& prefix, const std::string& where,
                        ArchiveContents& contents) {
    return TorchReader(zip, prefix, where, contents).read();
}

}  // namespace saferscope
