// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/tensor_archive.h"

#include "core/base/mapped_file.h"
#include "core/tensor/archive_contents.h"
#include "core/tensor/safetensors_header.h"

namespace saferscope {

struct TensorArchive::Impl {
    MappedFile file;
    Kind kind = Kind::Torch;
    std::vector<TensorView> tensors;
    std::map<std::string, ArchiveValue> values;
    std::map<std::string, std::size_t> byName;
    std::optional<ArchiveMemory> memory;
};

namespace {

bool startsWith(std::span<const std::byte> bytes, std::string_view text) {
    return std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()).starts_with(text);
}

/// A sentence for what is no archive at all but often has the name of one.
tl::unexpected<Error> refuseKind(std::span<const std::byte> bytes, const std::string& where) {
    const auto refuse = [&where](const std::string& what, const std::string& hint) {
        return fail(ErrorCode::InvalidInput, where + ' ' + what + '.', hint);
    };
    // The number 0x1950a86a20f9469cfc6c, pickled with protocol 2: how torch.save() started until PyTorch 1.6.
    if (startsWith(bytes, "\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.")) {
        return refuse("is in the format that torch.save() wrote before PyTorch 1.6, which is not read here",
                      "In Python, where you trust it: torch.save(torch.load(\"old.pt\", map_location=\"cpu\"), "
                      "\"new.pt\") with a newer torch.");
    }
    if (startsWith(bytes, "version https://git-lfs")) {
        return refuse("is a pointer of Git LFS, not the file itself", "Fetch the file: git lfs pull.");
    }
    if (!bytes.empty() && bytes[0] == std::byte{0x80}) {
        return refuse(
            "is a bare Python pickle, which is a program and not read here",
            "In Python, where you trust it, load it and save its tensors with torch.save() or numpy.savez().");
    }
    if (bytes.size() > 9 && bytes[8] == std::byte{'{'}) {
        return refuse("is a safetensors file under another name", "Give it the ending .safetensors.");
    }
    return refuse("is neither a torch file (.pt) nor a NumPy file (.npz, .npy)",
                  "Fetch or save the file again; it may be cut short or damaged.");
}

}  // namespace

Result<TensorArchive> TensorArchive::open(const std::filesystem::path& path) {
    auto mapped = MappedFile::open(path);
    if (!mapped) {
        Error error = mapped.error();
        error.hint = "Give a .pt, .npz or .npy file that lies on this machine and can be read.";
        return tl::unexpected<Error>(std::move(error));
    }
    auto impl = std::make_unique<Impl>();
    impl->file = std::move(*mapped);
    const std::span<const std::byte> bytes = impl->file.bytes();
    const std::string where = path.string();
    ArchiveContents contents{ArchiveMemory(where, bytes.size()), {}, {}};

    Status done;
    if (startsWith(bytes, npyMagic)) {
        impl->kind = Kind::NumpyArray;
        done = readNumpyArray(bytes, "", where, contents);
    } else if (startsWith(bytes, "PK")) {
        const auto zip = ZipArchive::open(bytes, where);
        if (!zip) {
            return failure(zip);
        }
        std::optional<std::string> prefix;
        std::size_t pickles = 0;
        std::size_t arrays = 0;
        bool script = false;
        for (const ZipEntry& entry : zip->entries()) {
            const std::size_t slash = entry.name.find('/');
            const std::string_view inside =
                slash == std::string::npos ? std::string_view() : std::string_view(entry.name).substr(slash + 1);
            if (inside == "data.pkl") {
                prefix = entry.name.substr(0, slash);
                ++pickles;
            }
            script = script || inside == "constants.pkl" || inside.starts_with("code/");
            arrays += entry.name.ends_with(".npy") ? 1 : 0;
        }
        if (script) {
            return fail(ErrorCode::InvalidInput,
                        where + " is a TorchScript program, not a set of weights; programs are not read here.",
                        "In Python, where you trust it: torch.save(torch.jit.load(\"model.pt\").state_dict(), "
                        "\"weights.pt\").");
        }
        if (pickles == 1 && arrays == 0) {
            impl->kind = Kind::Torch;
            done = readTorchArchive(*zip, *prefix, where, contents);
        } else if (pickles == 0 && arrays > 0 && arrays == zip->entries().size()) {
            impl->kind = Kind::NumpyArchive;
            done = readNumpyArchive(*zip, where, contents);
        } else {
            return fail(ErrorCode::InvalidInput,
                        where + " is a zip archive, but neither torch's (one data.pkl) nor NumPy's (only .npy files).",
                        "If the weights lie inside of it, unpack it first.");
        }
    } else {
        return refuseKind(bytes, where);
    }
    if (!done) {
        return failure(done);
    }
    impl->tensors = std::move(contents.tensors);
    impl->values = std::move(contents.values);
    impl->memory = std::move(contents.memory);
    for (std::size_t i = 0; i < impl->tensors.size(); ++i) {
        impl->byName.emplace(impl->tensors[i].name, i);
    }
    return TensorArchive(std::move(impl));
}

TensorArchive::TensorArchive(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
TensorArchive::TensorArchive(TensorArchive&&) noexcept = default;
TensorArchive& TensorArchive::operator=(TensorArchive&&) noexcept = default;
TensorArchive::~TensorArchive() = default;

TensorArchive::Kind TensorArchive::kind() const { return m_impl->kind; }
const std::vector<TensorView>& TensorArchive::tensors() const { return m_impl->tensors; }
const std::map<std::string, ArchiveValue>& TensorArchive::values() const { return m_impl->values; }

const TensorView* TensorArchive::find(const std::string& path) const {
    const auto place = m_impl->byName.find(path);
    return place == m_impl->byName.end() ? nullptr : &m_impl->tensors[place->second];
}

}  // namespace saferscope
