// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "tests/support/check.h"

#include <fstream>
#include <sys/stat.h>

using namespace saferscope;
using check::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

unsigned modeOf(const fs::path& path) {
    struct stat info {};
    CHECK_EQ(::stat(path.c_str(), &info), 0);
    return info.st_mode & 0777;
}

std::string textOf(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

void fill(const fs::path& folder, const std::string& text) {
    fs::create_directories(folder);
    std::ofstream(folder / "file") << text;
}

std::size_t entries(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

}  // namespace

// Every file was once made readable for everybody, whatever the user's umask said.
TEST(who_may_read_a_file_is_for_the_user_to_say) {
    const TemporaryFolder folder;
    const mode_t before = ::umask(077);
    const auto written = writeFileAtomically(folder.path() / "private", "x");
    ::umask(022);
    const auto open = writeFileAtomically(folder.path() / "open", "x");
    ::umask(before);
    CHECK_OK(written);
    CHECK_OK(open);
    CHECK_EQ(modeOf(folder.path() / "private"), 0600u);
    CHECK_EQ(modeOf(folder.path() / "open"), 0644u);
    // And what was chosen for a file stays when it is replaced.
    for (const unsigned mode : {0600u, 0640u, 0664u}) {
        fs::permissions(folder.path() / "open", static_cast<fs::perms>(mode));
        CHECK_OK(writeFileAtomically(folder.path() / "open", "y"));
        CHECK_EQ(modeOf(folder.path() / "open"), mode);
    }
    CHECK_EQ(entries(folder.path()), std::size_t{2});
}

TEST(a_folder_takes_the_place_of_another_in_one_step) {
    const TemporaryFolder folder;
    fill(folder.path() / "target", "old");
    fill(folder.path() / "target.old", "the user's own");
    fill(folder.path() / "new", "new");
    CHECK_OK(commitFolder(folder.path() / "new", folder.path() / "target"));
    CHECK_EQ(textOf(folder.path() / "target" / "file"), std::string("new"));
    CHECK_EQ(textOf(folder.path() / "target.old" / "file"), std::string("the user's own"));
    CHECK_EQ(entries(folder.path()), std::size_t{2});
}

TEST(a_link_is_replaced_and_what_it_points_to_is_left_alone) {
    const TemporaryFolder folder;
    fill(folder.path() / "elsewhere", "mine");
    fs::create_directory_symlink(folder.path() / "elsewhere", folder.path() / "target");
    fill(folder.path() / "new", "new");
    CHECK_OK(commitFolder(folder.path() / "new", folder.path() / "target"));
    CHECK(!fs::is_symlink(folder.path() / "target"));
    CHECK_EQ(textOf(folder.path() / "target" / "file"), std::string("new"));
    CHECK_EQ(textOf(folder.path() / "elsewhere" / "file"), std::string("mine"));
}

TEST(a_dangling_link_in_the_way_is_replaced) {
    const TemporaryFolder folder;
    fs::create_directory_symlink(folder.path() / "gone", folder.path() / "target");
    fill(folder.path() / "new", "new");
    CHECK_OK(commitFolder(folder.path() / "new", folder.path() / "target"));
    CHECK_EQ(textOf(folder.path() / "target" / "file"), std::string("new"));
}
