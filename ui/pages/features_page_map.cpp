// SPDX-License-Identifier: GPL-3.0-or-later
// The map beside the table: what is picked on one is picked on the other.
#include "core/base/clock.h"
#include "ui/bridge/workspace_session.h"
#include "ui/dialogs/feature_set_form.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/pages/feature_detail.h"
#include "ui/pages/feature_map_panel.h"
#include "ui/pages/feature_table_view.h"
#include "ui/pages/features_page.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QItemSelection>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <algorithm>

namespace saferscope {

namespace {

// A table marks ranges of rows, and what is picked on a map lies anywhere in it: beyond some thousand ranges Qt takes
// seconds. "Show only these" has no such bound.
constexpr std::size_t mostRanges = 3000;

}  // namespace

QWidget* FeaturesPage::makeViews(QWidget* parent) {
    m_views = new QStackedWidget(parent);
    m_views->addWidget(m_table);
    m_map = new FeatureMapPanel(m_model, m_views);
    m_views->addWidget(m_map);
    connect(m_viewSwitch, &SegmentedSwitch::picked, this, &FeaturesPage::showMap);
    connect(m_map, &FeatureMapPanel::featurePicked, this, [this](FeatureId feature) {
        if (m_session != nullptr) {
            m_session->selectFeature(feature);
            markPickedAgain();
        }
    });
    connect(m_map, &FeatureMapPanel::featureActivated, this, [this](FeatureId feature) {
        if (m_session != nullptr) {
            m_session->selectFeature(feature);
        }
        m_detail->contextList()->setFocus();
    });
    connect(m_map, &FeatureMapPanel::pickedChanged, this, [this] {
        markPicked();
        tellSelection();
    });
    connect(m_map, &FeatureMapPanel::showOnlyRequested, this, [this] { showOnly(m_map->view()->picked()); });
    connect(m_map, &FeatureMapPanel::saveSetRequested, this, &FeaturesPage::savePicked);
    connect(m_map, &FeatureMapPanel::failed, this, [this](const Error& error) { showError(error); });
    connect(m_map, &FeatureMapPanel::saved, this,
            [this](const QString& path) { showMessage(MessageKind::Success, tr("Saved the map to %1").arg(path)); });
    return m_views;
}

void FeaturesPage::showMap(bool map) {
    m_viewSwitch->setCurrent(map ? 1 : 0);
    m_views->setCurrentIndex(map ? 1 : 0);
    m_columns->setVisible(!map);
    m_export->setToolTip(plainToolTip(map ? tr("Save the map as a picture, or its coordinates as CSV (Ctrl+E)")
                                          : tr("Save the table as CSV, tab-separated text or JSON (Ctrl+E)")));
    m_export->setAccessibleName(map ? tr("Save the map") : tr("Save the table"));
}

/// Selects in the table what is picked on the map; the feature in hand stays the current one.
void FeaturesPage::markPicked() {
    const std::vector<FeatureId>& picked = m_map->view()->picked();
    std::vector<int> rows;
    for (const FeatureId feature : picked) {
        if (const int row = m_model->rowOf(feature); row >= 0) {
            rows.push_back(row);
        }
    }
    std::sort(rows.begin(), rows.end());
    QItemSelection selection;
    std::size_t ranges = 0;
    for (std::size_t first = 0; first < rows.size() && ranges < mostRanges; ++ranges) {
        std::size_t last = first;
        while (last + 1 < rows.size() && rows[last + 1] == rows[last] + 1) {
            ++last;
        }
        selection.append(QItemSelectionRange(m_model->index(rows[first], 0),
                                             m_model->index(rows[last], m_model->columnCount() - 1)));
        first = last + 1;
    }
    m_selecting = true;
    m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (selection.isEmpty() && m_table->currentIndex().isValid()) {
        m_table->selectionModel()->select(m_table->currentIndex(),
                                          QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    m_selecting = false;
}

/// A filter, a sort or another feature in hand has made the table forget its selection.
void FeaturesPage::markPickedAgain() {
    if (!m_map->view()->picked().empty()) {
        markPicked();
    }
}

/// Several selected rows of the table are picked on the map as well; a single one is only the feature in hand.
void FeaturesPage::pickSelected() {
    if (m_selecting) {
        return;
    }
    std::vector<FeatureId> selected;
    for (const QItemSelectionRange& range : m_table->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            if (const FeatureRow* feature = m_model->featureAt(row); feature != nullptr) {
                selected.push_back(feature->contrast.feature);
            }
        }
    }
    std::sort(selected.begin(), selected.end());
    selected.erase(std::unique(selected.begin(), selected.end()), selected.end());
    m_map->setPicked(selected.size() > 1 ? std::move(selected) : std::vector<FeatureId>());
}

void FeaturesPage::showOnly(std::optional<std::vector<FeatureId>> features) {
    m_only = std::move(features);
    if (m_only) {
        std::sort(m_only->begin(), m_only->end());
    }
    restrictTable();
}

/// The set and what was picked on the map, both where both are asked for.
void FeaturesPage::restrictTable(const std::function<void()>& before) {
    std::optional<std::vector<FeatureId>> only = m_only;
    if (m_setMembers) {
        only = m_setMembers;
        if (m_only) {
            std::erase_if(*only, [this](FeatureId feature) {
                return !std::binary_search(m_only->begin(), m_only->end(), feature);
            });
        }
    }
    keepPlace([&] {
        if (before) {
            before();
        }
        m_model->restrictTo(only);
    });
    m_onlyChip->setVisible(m_only.has_value());
    m_onlyChip->setChecked(true);
    if (m_only) {
        m_onlyChip->setText(tr("%Ln picked on the map  \u2715", nullptr, pluralOf(m_only->size())));
        m_onlyChip->setAccessibleName(
            tr("Only %Ln features picked on the map: show all features again", nullptr, pluralOf(m_only->size())));
    }
}

void FeaturesPage::savePicked(const QString& name) {
    if (m_session == nullptr || m_session->workspace() == nullptr || m_session->index() == nullptr) {
        return;
    }
    const TokenScope scope = m_session->scope();
    const auto& contrasts = m_session->contrasts(scope);
    std::vector<FeatureId> members;
    for (const FeatureId feature : m_map->view()->picked()) {
        if (feature.value() < contrasts.size() && !contrasts[feature.value()].dead) {
            members.push_back(feature);  // what never fires here adds nothing to a score, and sets refuse it
        }
    }
    const IndexIdentity identity = identityOf(*m_session, scope);
    FeatureSet set;
    set.name = name.toStdString();
    set.saeHash = identity.saeHash;
    set.indexHash = identity.indexHash;
    set.scope = tokenScopeName(scope);
    set.measure = contrastMeasureName(ContrastMeasure::Paper);
    set.createdAt = utcTimestamp();
    const auto made = editFeatureSet(std::move(set), members, {}, contrasts);
    const Status saved = made ? m_session->workspace()->saveFeatureSet(*made, false) : Status(failure(made));
    if (!saved) {
        showError(saved.error());
        return;
    }
    m_map->setName()->clear();
    const std::size_t left = m_map->view()->picked().size() - members.size();
    QString said = tr("Saved \u201c%1\u201d with %Ln features.", nullptr, pluralOf(members.size())).arg(name);
    if (left > 0) {
        said += QLatin1Char(' ') + tr("%Ln that never fire here were left out.", nullptr, pluralOf(left));
    }
    showMessage(MessageKind::Success, said);
    Q_EMIT m_session->featureSetsChanged();
}

}  // namespace saferscope
