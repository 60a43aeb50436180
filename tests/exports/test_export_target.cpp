// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/exports/export_target.h"
#include "tests/exports/event_reader.h"

#include <chrono>
#include <fstream>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& path, const std::string& text) { std::ofstream(path) << text; }

std::size_t entries(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

void exportTo(const fs::path& target, const std::string& text, bool force) {
    auto folder = ExportFolder::create(target, "test", force);
    CHECK_OK(folder);
    write(folder->path() / "file", text);
    CHECK_OK(folder->commit({"A note."}));
}

}  // namespace

TEST(a_folder_appears_whole_with_its_mark) {
    const TemporaryFolder root;
    const fs::path target = root.path() / "out";
    auto folder = ExportFolder::create(target, "test", false);
    CHECK_OK(folder);
    const auto sub = folder->subfolder("a/b");
    CHECK_OK(sub);
    write(*sub / "file", "12345");
    CHECK(!fs::exists(target));
    CHECK_OK(folder->commit({"A note."}));
    CHECK_EQ(contentsOf(target / "a/b/file"), std::string("12345"));
    const auto mark = readJsonFile(target / ExportFolder::markName);
    CHECK_OK(mark);
    CHECK_EQ(mark->at("kind").get<std::string>(), std::string("test"));
    CHECK_EQ(mark->at("notes").at(0).get<std::string>(), std::string("A note."));
    const auto size = sizeOfExport(target);
    CHECK_EQ(size.files, std::uint64_t{1});
    CHECK_EQ(size.bytes, std::uint64_t{5});
    CHECK_EQ(entries(root.path()), std::size_t{1});  // nothing hidden stays
}

TEST(a_folder_given_up_leaves_nothing) {
    const TemporaryFolder root;
    { CHECK_OK(ExportFolder::create(root.path() / "out", "test", false)); }
    CHECK_EQ(entries(root.path()), std::size_t{0});
}

TEST(nothing_is_replaced_without_force) {
    const TemporaryFolder root;
    exportTo(root.path() / "out", "one", false);
    const auto again = ExportFolder::create(root.path() / "out", "test", false);
    CHECK(!again);
    CHECK(again.error().hint.find("--force") != std::string::npos);
    exportTo(root.path() / "out", "two", true);
    CHECK_EQ(contentsOf(root.path() / "out/file"), std::string("two"));
    write(root.path() / "file.csv", "x");
    CHECK(!checkExportFile(root.path() / "file.csv", false));
    CHECK_OK(checkExportFile(root.path() / "file.csv", true));
}

// --force on somebody's documents would delete them: only what an export has made is ever replaced.
TEST(force_never_takes_a_folder_of_other_files) {
    const TemporaryFolder root;
    fs::create_directories(root.path() / "documents");
    write(root.path() / "documents/thesis", "years of work");
    const auto refused = ExportFolder::create(root.path() / "documents", "test", true);
    CHECK(!refused);
    CHECK(refused.error().code == ErrorCode::InvalidInput);
    CHECK_EQ(contentsOf(root.path() / "documents/thesis"), std::string("years of work"));
    fs::create_directories(root.path() / "empty");
    exportTo(root.path() / "empty", "x", true);
    fs::create_directory_symlink(root.path() / "documents", root.path() / "link");
    CHECK(!ExportFolder::create(root.path() / "link", "test", true));
    CHECK(!ExportFolder::create(root.path() / "documents/thesis", "test", true));
    CHECK(!checkExportFile(root.path() / "documents", true));
    CHECK(!checkExportFile(root.path() / "nowhere/file.csv", false));
    CHECK(!ExportFolder::create(root.path() / "nowhere/out", "test", false));
}

// A killed export of a model leaves gigabytes under a hidden name: the next export to that place clears them away.
TEST(leftovers_of_killed_exports_are_cleared_and_nothing_else) {
    const TemporaryFolder root;
    const auto plant = [&](const std::string& name, std::chrono::hours age) {
        fs::create_directories(root.path() / name);
        write(root.path() / name / "weights", "half");
        const auto then = fs::file_time_type::clock::now() - age;
        fs::last_write_time(root.path() / name / "weights", then);
        fs::last_write_time(root.path() / name, then);
        return root.path() / name;
    };
    const auto old = plant(".out.20260726-093012-a1b2.partial", std::chrono::hours(2));
    const auto running = plant(".out.20260726-093012-a1b3.partial", std::chrono::hours(0));
    const auto another = plant(".other.20260726-093012-a1b2.partial", std::chrono::hours(2));
    const auto users = plant(".out.my-very-own-folder.partial", std::chrono::hours(2));
    exportTo(root.path() / "out", "one", false);
    CHECK(!fs::exists(old));
    CHECK(fs::exists(running));
    CHECK(fs::exists(another));
    CHECK(fs::exists(users));
}
