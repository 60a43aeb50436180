// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/annotate_contexts.h"

#include "ui/pages/annotate_context_delegate.h"
#include "ui/pages/feature_context_model.h"
#include "ui/theme/cover.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QListView>
#include <QScrollBar>
#include <QVBoxLayout>

namespace saferscope {

namespace {

/// A list whose rows get their heights anew when the width changes; QListView looks at the height alone.
class WrappingList final : public QListView {
public:
    using QListView::QListView;

protected:
    void resizeEvent(QResizeEvent* event) override {
        QListView::resizeEvent(event);
        scheduleDelayedItemsLayout();
    }
};

}  // namespace

AnnotateContexts::AnnotateContexts(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_list = new WrappingList(this);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);  // keys belong to the card; J and K scroll
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);  // a bar that comes and goes would wrap the text anew
    m_list->setResizeMode(QListView::Adjust);
    m_list->setAccessibleName(tr("Contexts in which the feature fires most strongly"));
    for (Slot& slot : m_slots) {
        slot.model = new FeatureContextModel(this);
        slot.delegate = new AnnotateContextDelegate(this);
    }
    m_list->setModel(m_slots[0].model);
    m_list->setItemDelegate(m_slots[0].delegate);
    m_nothing = new Label(tr("This feature never fires here."), TextRole::Body, TextTone::Muted, this);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->hide();
    Cover::instance().watch(m_list);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_nothing, 1);
    connect(m_list, &QListView::doubleClicked, this, [this](const QModelIndex& index) {
        if (const FeatureContext* context = model()->contextAt(index.row()); context != nullptr) {
            Q_EMIT contextActivated(context->place.pair, context->place.segment,
                                    static_cast<int>(context->place.token));
        }
    });
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &AnnotateContexts::restyle);
}

void AnnotateContexts::setIndex(std::shared_ptr<const FeatureIndex> index) {
    m_index = std::move(index);
    for (Slot& slot : m_slots) {
        slot.model->clear();
        slot.delegate->forgetLayouts();
        slot.filled = false;
    }
}

void AnnotateContexts::fill(Slot& slot, FeatureId feature, TokenScope scope) {
    slot.delegate->forgetLayouts();
    slot.model->setContexts(m_index, feature, scope, ContextKind::Top);
    slot.feature = feature;
    slot.scope = scope;
    slot.filled = true;
}

void AnnotateContexts::showFeature(FeatureId feature, TokenScope scope) {
    const auto holds = [&](const Slot& slot) { return slot.filled && slot.feature == feature && slot.scope == scope; };
    if (!holds(m_slots[m_shown])) {
        const std::size_t other = 1 - m_shown;
        if (!holds(m_slots[other])) {
            fill(m_slots[other], feature, scope);
        }
        m_shown = other;
        const QItemSelectionModel* old = m_list->selectionModel();
        Cover::instance().coverAgain(m_list);
        m_list->setModel(m_slots[other].model);
        m_list->setItemDelegate(m_slots[other].delegate);
        delete old;  // the view makes a new one for each model and keeps the old
    }
    m_list->verticalScrollBar()->setValue(0);
    const bool any = model()->rowCount() > 0;
    m_list->setVisible(any);
    m_nothing->setVisible(!any);
}

void AnnotateContexts::prepare(FeatureId feature, TokenScope scope) {
    Slot& slot = m_slots[1 - m_shown];
    if (m_index == nullptr || (slot.filled && slot.feature == feature && slot.scope == scope)) {
        return;
    }
    fill(slot, feature, scope);
    for (int row = 0; row < slot.model->rowCount(); ++row) {
        slot.delegate->prepare(slot.model->index(row), m_list->viewport()->width());
    }
}

void AnnotateContexts::scroll(int by, bool page) {
    QScrollBar* bar = m_list->verticalScrollBar();
    if (page) {
        bar->triggerAction(by > 0 ? QAbstractSlider::SliderPageStepAdd : QAbstractSlider::SliderPageStepSub);
        return;
    }
    const int rows = model()->rowCount();
    for (int i = 0; i < rows; ++i) {
        const int row = by > 0 ? i : rows - 1 - i;
        const int top = m_list->visualRect(model()->index(row)).top();
        if ((by > 0 && top > 0) || (by < 0 && top < 0)) {
            bar->setValue(bar->value() + top);
            return;
        }
    }
}

void AnnotateContexts::restyle() {
    // Looks are colours of the theme, layouts of its fonts: both are made anew.
    Slot& slot = m_slots[m_shown];
    m_slots[1 - m_shown].filled = false;
    if (slot.filled) {
        const int at = m_list->verticalScrollBar()->value();
        fill(slot, slot.feature, slot.scope);
        m_list->doItemsLayout();
        m_list->verticalScrollBar()->setValue(at);
    }
}

}  // namespace saferscope
