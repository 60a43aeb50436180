// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/features/feature_index.h"
#include "ui/bridge/background_task.h"

#include <QObject>
#include <QString>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace saferscope {

/// One thing of the open workspace that holds what was typed. Texts are data.
struct SearchHit {
    enum class What { Feature, Pair, Sweep };
    What what = What::Pair;
    std::uint32_t number = 0;  ///< FeatureId or PairIndex
    QString title;             ///< the pair's id, the feature's label, the sweep's title
    QString excerpt;           ///< around the place, one line; empty where the title itself holds it
    QString id = {};           ///< of a sweep
};

/// Words of features that are worth looking for: those that were named or explained.
struct FeatureWords {
    FeatureId feature;
    std::string label;
    std::string text;  ///< label, explanations and comments
};

/// Looks for a text in the features and pairs of an index and in the sweeps of a workspace on a thread of its own. Only
/// the newest question is answered; ids come first (a few milliseconds for 100,000 pairs), then texts, in batches. At
/// most `mostHits` of each kind. Letters A to Z match in either case, others as they are typed. GUI thread; the
/// destructor waits for the thread.
class WorkspaceSearch : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t mostHits = 15;

    explicit WorkspaceSearch(QObject* parent = nullptr);
    /// What is looked through from the next search on; null = nothing. Sweeps of the workspace's folder are read by the
    /// first search; empty = none.
    void setSource(std::shared_ptr<const FeatureIndex> index, std::vector<FeatureWords> words,
                   const std::filesystem::path& workspace = {});
    /// Texts of pairs are looked through unless somebody covers them.
    void setTextsIncluded(bool included) { m_texts = included; }
    /// Fewer than two characters find nothing.
    void search(const QString& typed);
    void cancel();
    bool running() const { return m_task.running(); }

Q_SIGNALS:
    /// A batch for `typed`; more may follow.
    void found(const QString& typed, const std::vector<saferscope::SearchHit>& hits);
    /// All of it was looked through, or enough was found.
    void finished(const QString& typed);

private:
    /// Used by the search's thread alone once it is shared.
    struct Sweeps {
        std::filesystem::path workspace;
        bool read = false;
        std::vector<std::pair<std::string, std::string>> names = {};  ///< id, title
    };
    struct Source {
        std::shared_ptr<const FeatureIndex> index;
        std::shared_ptr<Sweeps> sweeps;
        std::shared_ptr<const std::vector<FeatureWords>> words;
        QString typed;
        bool texts = true;
    };
    void start();
    void ended();
    Status look(const Source& source, const std::stop_token& stop);

    std::shared_ptr<const FeatureIndex> m_index;
    std::shared_ptr<Sweeps> m_sweeps;
    std::shared_ptr<const std::vector<FeatureWords>> m_words;
    bool m_texts = true;
    QString m_typed;          ///< the newest question
    QString m_asked;          ///< the one that the thread works on
    bool m_again = false;     ///< another question came meanwhile
    BackgroundTask m_task{};  ///< last: it uses all of the above
};

/// Where `needle` (lower case A to Z) begins in `text` in either case, or npos. Linear; bytes beyond ASCII as they are.
std::size_t findFolded(std::string_view text, std::string_view needle);

}  // namespace saferscope
