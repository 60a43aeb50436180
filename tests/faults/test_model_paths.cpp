// SPDX-License-Identifier: GPL-3.0-or-later
// Number 10: folders that want a file opened which is not theirs. The proof that none was is the kernel's: inotify
// tells of every open of the files outside, and a FIFO or device in the place of a file would be waited for.
#include "core/tensor/safetensors.h"
#include "tests/faults/hostile_files.h"
#include "tests/features/index_fixture.h"
#include "tests/support/fault_report.h"

#include <array>
#include <functional>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace saferscope;
using namespace saferscope::faults;
using check::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

const char* const program = "open_weights";
constexpr auto no = Expected::Refused;
constexpr auto yes = Expected::Read;

/// Counts how often a file, or any in a folder, is opened by anybody.
class OpenWatch {
public:
    OpenWatch() : m_fd(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) { CHECK(m_fd >= 0); }
    ~OpenWatch() { ::close(m_fd); }
    OpenWatch(const OpenWatch&) = delete;
    OpenWatch& operator=(const OpenWatch&) = delete;
    void add(const fs::path& path) const { CHECK(::inotify_add_watch(m_fd, path.c_str(), IN_OPEN | IN_ACCESS) >= 0); }
    long opened() const {
        alignas(inotify_event) std::array<char, 65536> buffer{};
        for (;;) {
            const auto got = ::read(m_fd, buffer.data(), buffer.size());
            if (got <= 0) {
                return m_count;
            }
            for (ssize_t at = 0; at < got;) {
                const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
                m_count += (event->mask & IN_ISDIR) == 0 ? 1 : 0;
                at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
            }
        }
    }

private:
    int m_fd;
    mutable long m_count = 0;
};

const char* const config = R"({"architectures":["LlamaForSequenceClassification"],"model_type":"llama","hidden_size":8,
"intermediate_size":16,"num_hidden_layers":1,"num_attention_heads":2,"vocab_size":10,"max_position_embeddings":64,
"rms_norm_eps":1e-6,"num_labels":1,"pad_token_id":9})";

void weights(const fs::path& path, const std::vector<std::string>& names = {"a"}) {
    const std::string data = "12345678";
    std::vector<TensorView> views;
    for (const std::string& name : names) {
        views.push_back({name, DType::F32, {2}, std::as_bytes(std::span(data))});
    }
    CHECK_OK(writeSafetensors(path, views));
}

void index(const fs::path& folder, const std::string& map) {
    writeFile(folder / "model.safetensors.index.json", R"({"metadata":{"total_size":8},"weight_map":)" + map + "}");
}

/// A folder of a model without weights, a folder outside with sound weights and a secret, and a watch on the outside.
struct Scene {
    Scene() {
        fs::create_directories(folder / "sub");
        fs::create_directories(outside);
        writeFile(folder / "config.json", config);
        weights(outside / "secret.safetensors");
        writeFile(outside / "secret.json", config);
        writeFile(outside / "secret.txt", "root:x:0:0");
        weights(folder / "sub" / "inner.safetensors");
        watch.add(outside);  // not /etc/passwd or /dev/zero, which other programs open as well
    }
    TemporaryFolder root;
    fs::path folder = root.path() / "model";
    fs::path outside = root.path() / "outside";
    OpenWatch watch;
};

struct Case {
    std::string name;
    Expected expected;
    std::string word;
    std::function<void(const Scene&)> make;
};

Case mapped(const std::string& shard, const std::string& word = "plain file names") {
    return {"weight_map to " + shard, no, word,
            [shard](const Scene& scene) { index(scene.folder, "{\"a\":\"" + shard + "\"}"); }};
}
Case inPlaceOf(const std::string& name, const std::string& what, const std::string& word,
               const std::function<void(const Scene&, const fs::path&)>& make) {
    return {what + " in the place of " + name, no, word, [=](const Scene& scene) {
                if (name != "model.safetensors") {
                    weights(scene.folder / "model.safetensors");
                }
                fs::remove(scene.folder / name);
                make(scene, scene.folder / name);
            }};
}

std::vector<Case> cases() {
    std::vector<Case> all{
        {"sound", yes, "1 tensors", [](const Scene& scene) { weights(scene.folder / "model.safetensors"); }},
        mapped("../outside/secret.safetensors"),
        mapped("../../../../../../../../etc/passwd"),
        mapped("/etc/passwd"),
        mapped("/dev/zero"),
        mapped("//etc/passwd"),
        mapped("sub/inner.safetensors"),
        mapped("sub/../../outside/secret.safetensors"),
        mapped("./model.safetensors"),
        mapped(".."),
        mapped("."),
        mapped(""),
        mapped("..\\\\outside\\\\secret.safetensors"),
        mapped("a\\u0000.safetensors"),
        mapped(std::string(300, 'n') + ".safetensors"),
        mapped("missing.safetensors", "is missing"),
        mapped("MODEL.SAFETENSORS", "is missing"),
        mapped("sub", "not a regular file"),
        mapped("~", "is missing"),
        mapped("$HOME", "is missing"),
        mapped("file:%2f%2f%2fetc%2fpasswd", "is missing"),
        {"a number in place of a shard", no, "something that is no name",
         [](const Scene& scene) { index(scene.folder, R"({"a":3})"); }},
        {"a list in place of a shard", no, "something that is no name",
         [](const Scene& scene) { index(scene.folder, R"({"a":["x"]})"); }},
        {"an object in place of a shard", no, "something that is no name",
         [](const Scene& scene) { index(scene.folder, R"({"a":{"weight_map":"x"}})"); }},
        {"a list in place of the map", no, "no \"weight_map\"",
         [](const Scene& scene) { index(scene.folder, R"(["x"])"); }},
        {"an empty map", no, "no \"weight_map\"", [](const Scene& scene) { index(scene.folder, "{}"); }},
        {"a map within another object", no, "no \"weight_map\"",
         [](const Scene& scene) {
             writeFile(scene.folder / "model.safetensors.index.json", R"({"x":{"weight_map":{"a":"b.safetensors"}}})");
         }},
        {"two maps", no, "two objects",
         [](const Scene& scene) {
             writeFile(scene.folder / "model.safetensors.index.json",
                       R"({"weight_map":{"a":"b"},"weight_map":{"a":"c"}})");
         }},
        {"a tensor named twice", no, "twice", [](const Scene& scene) { index(scene.folder, R"({"a":"b","a":"c"})"); }},
        {"a tensor in two shards", no, "is in both",
         [](const Scene& scene) {
             weights(scene.folder / "1.safetensors");
             weights(scene.folder / "2.safetensors");
             index(scene.folder, R"({"a":"1.safetensors","b":"2.safetensors"})");
         }},
        {"NUL behind the index", no, "NUL",
         [](const Scene& scene) {
             weights(scene.folder / "1.safetensors");
             index(scene.folder, R"({"a":"1.safetensors"})");
             std::ofstream(scene.folder / "model.safetensors.index.json", std::ios::app).write("\0{}", 3);
         }},
        {"200,000 tensors in the map", yes, "1 tensors",
         [](const Scene& scene) {
             weights(scene.folder / "1.safetensors");
             std::string map = R"({"a":"1.safetensors")";
             for (int i = 0; i < 199'999; ++i) {
                 map += ",\"model.layers." + std::to_string(i) + ".weight\":\"1.safetensors\"";
             }
             index(scene.folder, map + "}");
         }},
        {"a million tensors in the map", no, "more than 200000 tensors",
         [](const Scene& scene) {
             std::string map = "{\"a\":\"1\"";
             for (int i = 0; i < 1'000'000; ++i) {
                 map += ",\"" + std::to_string(i) + "\":\"1\"";
             }
             index(scene.folder, map + "}");
         }},
        {"a million shards in the map", no, "more than 10000 shards",
         [](const Scene& scene) {
             std::string map = "{\"a\":\"1\"";
             for (int i = 0; i < 800'000; ++i) {
                 map += ",\"" + std::to_string(i) + "\":\"" + std::to_string(i) + "\"";
             }
             index(scene.folder, map + "}");
         }},
        {"an index of 17 MB of other things", no, "larger than 16 MiB",
         [](const Scene& scene) {
             writeFile(scene.folder / "model.safetensors.index.json", "{\"x\":\"" + std::string(17 << 20, 'x') + "\"}");
         }},
        {"an index of ten million [", no, "nested deeper",
         [](const Scene& scene) {
             writeFile(scene.folder / "model.safetensors.index.json", "{\"x\":" + std::string(10'000'000, '['));
         }},
        // Links: within the folder they are fine.
        {"a link within the folder", yes, "1 tensors",
         [](const Scene& scene) { fs::create_symlink("sub/inner.safetensors", scene.folder / "model.safetensors"); }},
        {"a link into the blobs of its cache", yes, "1 tensors",
         [](const Scene& scene) {
             // As the hub keeps it: models--x/snapshots/REVISION -> the folder, models--x/blobs beside.
             const fs::path repository = scene.root.path() / "models--x--y";
             fs::create_directories(repository / "blobs");
             fs::create_directories(repository / "snapshots");
             fs::rename(scene.folder, repository / "snapshots" / "0123abcd");
             fs::create_directory_symlink(repository / "snapshots" / "0123abcd", scene.folder);
             weights(repository / "blobs" / "beef");
             writeFile(repository / "blobs" / "cafe", config);
             fs::remove(scene.folder / "config.json");
             fs::create_symlink("../../blobs/beef", scene.folder / "model.safetensors");
             fs::create_symlink("../../blobs/cafe", scene.folder / "config.json");
         }},
        {"a link from a cache to elsewhere", no, "outside its folder",
         [](const Scene& scene) {
             const fs::path repository = scene.root.path() / "models--x--y";
             fs::create_directories(repository / "blobs");
             fs::create_directories(repository / "snapshots");
             fs::rename(scene.folder, repository / "snapshots" / "0123abcd");
             fs::create_directory_symlink(repository / "snapshots" / "0123abcd", scene.folder);
             fs::create_symlink("../../blobs/../../outside/secret.safetensors", scene.folder / "model.safetensors");
         }},
        {"a link through a blob to elsewhere", no, "outside its folder",
         [](const Scene& scene) {
             const fs::path repository = scene.root.path() / "models--x--y";
             fs::create_directories(repository / "blobs");
             fs::create_directories(repository / "snapshots");
             fs::rename(scene.folder, repository / "snapshots" / "0123abcd");
             fs::create_directory_symlink(repository / "snapshots" / "0123abcd", scene.folder);
             fs::create_symlink(scene.outside / "secret.safetensors", repository / "blobs" / "beef");
             fs::create_symlink("../../blobs/beef", scene.folder / "model.safetensors");
         }},
        {"a shard that is a link to elsewhere", no, "outside its folder",
         [](const Scene& scene) {
             fs::create_symlink("../outside/secret.safetensors", scene.folder / "1.safetensors");
             index(scene.folder, R"({"a":"1.safetensors"})");
         }},
        {"a folder within that is a link to elsewhere", no, "outside its folder",
         [](const Scene& scene) {
             fs::create_directory_symlink(scene.outside, scene.folder / "there");
             fs::create_symlink("there/secret.safetensors", scene.folder / "model.safetensors");
         }},
        {"links to themselves", no, "no config.json",
         [](const Scene& scene) {
             fs::create_symlink("1.safetensors", scene.folder / "1.safetensors");
             fs::create_symlink("1.safetensors", scene.folder / "model.safetensors");
             index(scene.folder, R"({"a":"1.safetensors"})");
             fs::remove(scene.folder / "config.json");
             fs::create_symlink("config.json", scene.folder / "config.json");
         }},
    };
    // Every name that is read from a model folder, as a link outside, and as something that is no file.
    for (const char* name :
         {"model.safetensors", "config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json",
          "tokenizer.model", "chat_template.jinja", "value_head.safetensors", "score.safetensors", "value_head.bin",
          "model-00001-of-00002.safetensors"}) {
        all.push_back(inPlaceOf(name, "a link to a file outside", "outside its folder",
                                [](const Scene& scene, const fs::path& place) {
                                    fs::create_symlink(scene.outside / "secret.safetensors", place);
                                }));
        all.push_back(inPlaceOf(name, "a link to /etc/passwd", "outside its folder",
                                [](const Scene&, const fs::path& place) { fs::create_symlink("/etc/passwd", place); }));
        all.push_back(inPlaceOf(name, "a link to /dev/zero", "not a regular file",
                                [](const Scene&, const fs::path& place) { fs::create_symlink("/dev/zero", place); }));
        all.push_back(inPlaceOf(name, "a FIFO", "not a regular file", [](const Scene&, const fs::path& place) {
            CHECK_EQ(::mkfifo(place.c_str(), 0600), 0);
        }));
        all.push_back(inPlaceOf(name, "a folder", "not a regular file",
                                [](const Scene&, const fs::path& place) { fs::create_directory(place); }));
    }
    return all;
}

}  // namespace

TEST(a_model_folder_opens_nothing_outside) {
    Worst worst;
    long opened = 0;
    for (const Case& one : cases()) {
        const Scene scene;
        one.make(scene);
        openHostile(program, {"checkpoint", scene.folder.string()}, one.name, one.expected, one.word, worst);
        if (one.expected == no) {
            // The name of a folder by content reads every file of it: what the index sends elsewhere is no name there.
            openHostile(program, {"hash", scene.folder.string()}, one.name + ", hashed", Expected::Either, "", worst);
        }
        const long now = scene.watch.opened();
        opened += now;
        if (now != 0) {
            worst.faults.push_back(one.name + ": " + std::to_string(now) + " files outside were opened");
        }
    }
    // The watch does see what it is there for.
    const Scene scene;
    std::ifstream(scene.outside / "secret.txt").get();
    CHECK(scene.watch.opened() > 0);
    report({10, "model folders with paths, links, FIFOs and devices; a million entries", worst.opened, 0,
            worst.crashed + opened, "0 opens outside the folder (inotify), none waited; slowest: " + worst.slowest,
            worst.seconds, worst.megabytes});
    checkNoFaults(worst);
}

TEST(an_index_folder_opens_nothing_outside) {
    Worst worst;
    const TemporaryFolder made;
    fixture::RandomPairsOptions options;
    options.pairs = 9;
    options.features = 16;
    fixture::writeIndex(made.path() / "index", fixture::randomPairs(options), fixture::manifestFor(16), 4);
    const auto files = fixture::folderContents(made.path() / "index");
    long opened = 0;
    for (const auto& [name, contents] : files) {
        for (const char* how : {"link", "fifo", "device", "folder"}) {
            const TemporaryFolder root;
            const fs::path folder = root.path() / "index";
            fs::copy(made.path() / "index", folder);
            fs::create_directory(root.path() / "outside");
            fs::rename(folder / name, root.path() / "outside" / name);
            const OpenWatch watch;
            watch.add(root.path() / "outside");
            if (*how == 'l') {
                fs::create_symlink("../outside/" + name, folder / name);
            } else if (*how == 'd') {
                fs::create_symlink("/dev/zero", folder / name);
            } else if (*how == 'f' && how[1] == 'i') {
                CHECK_EQ(::mkfifo((folder / name).c_str(), 0600), 0);
            } else {
                fs::create_directory(folder / name);
            }
            openHostile(program, {"index", folder.string()}, name + " as a " + how, no,
                        *how == 'l' ? "outside its folder" : "not a regular file", worst);
            opened += watch.opened();
        }
    }
    report({10, "every file of an index as a link outside, a FIFO, a device, a folder", worst.opened, 0,
            worst.crashed + opened, "0 opens outside the folder (inotify)", worst.seconds, worst.megabytes});
    CHECK_EQ(opened, 0);
    checkNoFaults(worst);
}

TEST(a_tokenizer_folder_opens_nothing_outside) {
    Worst worst;
    long opened = 0;
    for (const char* name : {"tokenizer.json", "tokenizer.model"}) {
        for (const char* how : {"link", "fifo", "device", "folder"}) {
            const Scene scene;
            if (*how == 'l') {
                fs::create_symlink(scene.outside / "secret.json", scene.folder / name);
            } else if (*how == 'd') {
                fs::create_symlink("/dev/zero", scene.folder / name);
            } else if (how[1] == 'i') {
                CHECK_EQ(::mkfifo((scene.folder / name).c_str(), 0600), 0);
            } else {
                fs::create_directory(scene.folder / name);
            }
            openHostile("open_texts", {"tokenizer", scene.folder.string()}, std::string(name) + " as a " + how, no,
                        *how == 'l' ? "outside its folder" : "not a regular file", worst);
            opened += scene.watch.opened();
        }
    }
    report({10, "a tokenizer's file as a link outside, a FIFO, a device, a folder", worst.opened, 0,
            worst.crashed + opened, "0 opens outside the folder (inotify)", worst.seconds, worst.megabytes});
    CHECK_EQ(opened, 0);
    checkNoFaults(worst);
}
