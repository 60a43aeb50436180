// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"
#include "tests/ui/support_synthetic_index.h"

#include <QString>
#include <QTemporaryDir>
#include <vector>

namespace saferscope::check {

/// A workspace with a made-up index of 512 features, enough for a report of many pages, and an empty one beside it.
class ReportWorkspace {
public:
    explicit ReportWorkspace(std::uint32_t pairs = 240) {
        SyntheticOptions options;
        options.pairs = pairs;
        makeSyntheticIndex(root() / "index", options);
        auto made = Workspace::create(folder());
        if (!made || !(*made)->addReference(ArtifactKind::Index, root() / "index", "index") ||
            !Workspace::create(empty())) {
            qFatal("the workspace could not be made");
        }
        for (std::uint32_t i = 0; i < pairs; ++i) {
            for (const IndexedSegment& segment : syntheticPair(i, options).segments) {
                // From behind the markers of the template on, which no text of the report has either.
                for (std::size_t at = 0; at + snippet <= segment.text.size(); at += snippet) {
                    m_canaries.push_back(QString::fromStdString(segment.text.substr(at, snippet)).simplified());
                }
            }
        }
    }

    std::filesystem::path root() const { return m_folder.path().toStdString(); }
    std::filesystem::path folder() const { return root() / "w"; }
    std::filesystem::path empty() const { return root() / "empty"; }
    QString file(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    /// Pieces of the texts of the data.
    const std::vector<QString>& canaries() const { return m_canaries; }
    /// How many of them stand in a text, however its lines end.
    std::size_t canariesIn(const QString& text) const {
        const QString line = text.simplified();
        std::size_t found = 0;
        for (const QString& one : m_canaries) {
            found += one.size() >= 15 && line.contains(one) ? 1 : 0;
        }
        return found;
    }

private:
    static constexpr std::size_t snippet = 20;
    QTemporaryDir m_folder;
    std::vector<QString> m_canaries;
};

}  // namespace saferscope::check
