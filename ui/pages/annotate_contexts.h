// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"

#include <QWidget>
#include <array>
#include <memory>

class QListView;

namespace saferscope {

class AnnotateContextDelegate;
class FeatureContextModel;
class Label;

/// The top contexts of a feature in large text. The next feature's can be laid out ahead, so that it appears at once.
class AnnotateContexts : public QWidget {
    Q_OBJECT

public:
    explicit AnnotateContexts(QWidget* parent = nullptr);
    void setIndex(std::shared_ptr<const FeatureIndex> index);
    void showFeature(FeatureId feature, TokenScope scope);
    /// Cuts out and lays out the contexts of a feature that showFeature() will be asked for soon.
    void prepare(FeatureId feature, TokenScope scope);
    /// One context on or back; pages with `page`.
    void scroll(int by, bool page = false);

    QListView* list() const { return m_list; }
    FeatureContextModel* model() const { return m_slots[m_shown].model; }

Q_SIGNALS:
    /// A context was double-clicked.
    void contextActivated(saferscope::PairIndex pair, saferscope::Segment segment, int token);

private:
    struct Slot {
        FeatureContextModel* model = nullptr;
        AnnotateContextDelegate* delegate = nullptr;
        bool filled = false;
        FeatureId feature;
        TokenScope scope = TokenScope::SentenceEnds;
    };
    void fill(Slot& slot, FeatureId feature, TokenScope scope);
    void restyle();

    std::shared_ptr<const FeatureIndex> m_index;
    std::array<Slot, 2> m_slots;
    std::size_t m_shown = 0;
    QListView* m_list = nullptr;
    Label* m_nothing = nullptr;
};

}  // namespace saferscope
