// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"
#include "core/data/content_hash.h"
#include "tests/data/pair_files.h"

#include <sys/stat.h>

using namespace saferscope;
using check::TemporaryFolder;
using check::writeFile;

TEST(folder_hash_covers_the_named_files_in_order) {
    const TemporaryFolder folder;
    CHECK(!folderContentHash(folder.path()));
    CHECK(!folderContentHash(folder.path() / "absent"));
    for (const char* name : {"tokenizer.json", "config.json", "model-00002-of-00002.safetensors", "README.md",
                             "model-00001-of-00002.safetensors", "model.safetensors.index.json"}) {
        writeFile(folder.path() / name, std::string("contents of ") + name);
    }
    const std::vector<std::string> names{"config.json", "model.safetensors.index.json",
                                         "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors",
                                         "tokenizer.json"};
    CHECK(contentFileNames(folder.path()) == names);
    const auto hash = folderContentHash(folder.path());
    CHECK_OK(hash);
    // Independently: each name, a zero byte, the hash of the contents.
    std::string recipe;
    for (const auto& name : names) {
        recipe += name + '\0' + sha256Hex("contents of " + name);
    }
    CHECK_EQ(*hash, sha256Hex(recipe));

    writeFile(folder.path() / "README.md", "other words");
    CHECK_EQ(*folderContentHash(folder.path()), *hash);
    writeFile(folder.path() / "tokenizer.json", "other words");
    CHECK(*folderContentHash(folder.path()) != *hash);
    CHECK_EQ(::mkfifo((folder.path() / "sae.safetensors").c_str(), 0600), 0);
    CHECK(!folderContentHash(folder.path()));  // and does not wait for a writer

    // A link to itself is neither there nor absent.
    std::filesystem::create_symlink("ring", folder.path() / "ring");
    CHECK(!sha256Files(folder.path(), {"config.json", "ring"}));
    CHECK_OK(sha256Files(folder.path(), {"config.json", "absent"}));
}
