// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/index_writer.h"
#include "core/workspace/workspace.h"
#include "tests/support/check.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/main_window.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSettings>
#include <QTest>
#include <algorithm>
#include <cctype>

namespace saferscope::check {

/// A main window over a workspace with a small index. With `letter`, every letter and digit of the index's texts is
/// that one: two such workspaces differ in nothing but what stands in the data ('6' and '9' are as wide as each other).
class GuideWindow {
public:
    explicit GuideWindow(char letter = 0, const std::filesystem::path& root = {}, std::uint32_t pairs = 40)
        : m_root(root.empty() ? m_folder.path() : root) {
        std::filesystem::remove_all(workspace());
        std::filesystem::remove_all(m_root / "index");
        SyntheticOptions options;
        options.pairs = pairs;
        options.features = 256;
        IndexManifest manifest;
        manifest.modelHash = "model";
        manifest.saeHash = "sae";
        manifest.datasetHash = "data";
        manifest.datasetName = "made-up chats";
        manifest.layer = 3;
        manifest.k = 16;
        manifest.features = options.features;
        auto writer = IndexWriter::create(m_root / "index", manifest, 64);
        if (!writer) {
            qFatal("%s", writer.error().message.c_str());
        }
        for (std::uint32_t i = 0; i < pairs; ++i) {
            IndexedPair pair = syntheticPair(i, options);
            for (IndexedSegment& segment : pair.segments) {
                for (const TokenInfo& token : segment.tokens) {
                    overwrite(segment.text, token, letter);
                }
            }
            if (const auto added = writer->add(pair); !added) {
                qFatal("%s", added.error().message.c_str());
            }
        }
        if (const auto finished = writer->finish(); !finished) {
            qFatal("%s", finished.error().message.c_str());
        }
        auto made = Workspace::create(workspace());
        if (!made || !(*made)->addReference(ArtifactKind::Index, m_root / "index", "index")) {
            qFatal("the workspace could not be made");
        }
        RatingEvent label;
        label.id = "0123456789abcdef0123456789abcdef";
        label.createdAt = "2026-03-01T10:00:00.000Z";
        label.saeHash = "sae";
        label.feature = FeatureId(Planted::refusal);
        label.rater = "ann";
        label.raterKind = RaterKind::Human;
        label.action = RatingAction::Label;
        label.text = "polite refusal";
        if (const auto merged = (*made)->mergeRatings({label}); !merged) {
            qFatal("%s", merged.error().message.c_str());
        }
    }

    std::filesystem::path workspace() const { return m_root / "study"; }
    QString settingsFile() const { return QString::fromStdString((m_folder.path() / "settings.ini").string()); }

    std::unique_ptr<MainWindow> open(bool withWorkspace = true) const {
        auto window = std::make_unique<MainWindow>(std::make_unique<QSettings>(settingsFile(), QSettings::IniFormat));
        window->resize(1440, 900);
        if (withWorkspace) {
            window->openWorkspace(QString::fromStdString(workspace().string()));
        }
        window->show();
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get())) {
            qFatal("the window does not become active");
        }
        return window;
    }

private:
    static void overwrite(std::string& text, const TokenInfo& token, char letter) {
        // Markers of the chat template stay what they are.
        if (letter == 0 || text.compare(token.begin, 2, "<|") == 0) {
            return;
        }
        for (std::size_t i = token.begin; i < token.end && i < text.size(); ++i) {
            if (std::isalnum(static_cast<unsigned char>(text[i])) != 0) {
                text[i] = letter;
            }
        }
    }

    TemporaryFolder m_folder;
    const std::filesystem::path m_root;
};

}  // namespace saferscope::check
