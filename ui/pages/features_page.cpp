// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/features_page.h"

#include "ui/bridge/workspace_session.h"
#include "ui/dialogs/feature_set_dialog.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/models/feature_table_model.h"
#include "ui/models/table_export.h"
#include "ui/pages/feature_detail.h"
#include "ui/pages/feature_export.h"
#include "ui/pages/feature_filter_line.h"
#include "ui/pages/feature_label_edit.h"
#include "ui/pages/feature_map_panel.h"
#include "ui/pages/feature_table_view.h"
#include "ui/theme/icons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/command_name.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {

FeaturesPage::FeaturesPage(QWidget* parent) : Page(parent) {
    m_stack = new QStackedWidget(this);
    m_empty =
        new EmptyState(QStringLiteral("features"), tr("No features yet"),
                       tr("Features appear once a feature index has been built from preference pairs, a reward model "
                          "and a sparse autoencoder. The Overview page does it step by step."),
                       tr("Go to Overview"), m_stack);
    connect(m_empty, &EmptyState::buttonClicked, this, &FeaturesPage::overviewRequested);
    m_splitter = new QSplitter(Qt::Horizontal, m_stack);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(spacing(4));
    m_splitter->addWidget(makeTableSide());
    m_detail = new FeatureDetail(m_splitter);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({636, 460});
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_splitter);
    contentLayout()->addWidget(m_stack, 1);

    connect(m_detail, &FeatureDetail::contextActivated, this, [this](PairIndex pair, Segment segment, int token) {
        if (m_session != nullptr) {
            m_session->goToPair(pair);
        }
        Q_EMIT contextActivated(pair, segment, token);
    });
    connect(m_detail, &FeatureDetail::featurePicked, this, [this](FeatureId feature) {
        if (m_session != nullptr) {
            m_session->selectFeature(feature);
        }
    });
    connect(m_detail, &FeatureDetail::labelSubmitted, this, &FeaturesPage::nameFeature);
    connect(m_detail, &FeatureDetail::raterNamed, this, &FeaturesPage::raterNamed);
    connect(m_detail, &FeatureDetail::rateRequested, this, &FeaturesPage::rateRequested);
    connect(m_detail, &FeatureDetail::nextRequested, this, [this] { step(1); });
    connect(m_detail, &FeatureDetail::previousRequested, this, [this] { step(-1); });
    makeShortcuts();
}

QIcon FeaturesPage::icon() const { return themedIcon(QStringLiteral("features")); }

QWidget* FeaturesPage::makeTableSide() {
    auto* card = new Card(tr("Features"), QString(), m_splitter);
    card->shortenTitle();
    card->setMinimumWidth(340);
    m_viewSwitch =
        new SegmentedSwitch(tr("Table or map"), {tr("Table"), tr("Map")},
                            {tr("One row per feature"), tr("One point per feature, relatives together (M)")}, card);
    card->header()->addWidget(m_viewSwitch);
    m_scope = makeScopeSwitch(card);
    card->header()->addWidget(m_scope);
    m_setsButton = new QPushButton(tr("Sets"), card);
    m_setsButton->setProperty("role", QStringLiteral("quiet"));
    m_setsButton->setToolTip(plainToolTip(tr("Named sets of features: make, edit, choose")));
    connect(m_setsButton, &QPushButton::clicked, this, &FeaturesPage::openSets);
    const auto tool = [card](const QString& icon, const QString& name, const QString& help) {
        auto* button = new QToolButton(card);
        button->setIcon(themedIcon(icon));
        button->setToolTip(plainToolTip(help));
        button->setAccessibleName(name);
        button->setFocusPolicy(Qt::StrongFocus);
        connect(&ThemeManager::instance(), &ThemeManager::changed, button,
                [button, icon] { button->setIcon(themedIcon(icon)); });
        return button;
    };
    m_columns = tool(QStringLiteral("more"), tr("Columns"), tr("Show and hide columns"));
    m_columns->setPopupMode(QToolButton::InstantPopup);
    m_export = tool(QStringLiteral("export"), tr("Save the table"),
                    tr("Save the table as CSV, tab-separated text or JSON (Ctrl+E)"));
    connect(m_export, &QToolButton::clicked, this, &FeaturesPage::askForExport);

    m_filter = new FeatureFilterLine(
        tr("Filter: llm >= 4 and stable, or any word"),
        tr("Words are looked for in ids, labels, explanations and comments. Numbers: id, contrast, low, high, "
           "normalised, "
           "effect, z, split, density, max, chosen, rejected, pairs, llm, human, agree, raters. Texts: label, "
           "explanation, "
           "comment, set. Yes or no: dead, positive, negative, stable, rated, unreviewed, unrated, disputed, "
           "adjudicated, "
           "flagged, suspicious. Examples: |contrast| > 0.1 and density < 5%; llm = 4, 5 and unreviewed; agree >= 2; "
           "set = \"my set\"."),
        [](const QString& text) { return parseFeatureFilter(text); }, card);
    m_filter->setReadyFilters({
        {tr("Strong and stable"), QStringLiteral("|contrast| > 0.1 and stable")},
        {tr("Rated 5 by the judge"), QStringLiteral("llm = 5")},
        {tr("Waiting for people"), QStringLiteral("llm >= 4 and unreviewed")},
        {tr("People and judge apart"), QStringLiteral("agree >= 2")},
        {tr("Disputed or flagged"), QStringLiteral("disputed or flagged")},
        {tr("No valid answer"), QStringLiteral("unrated")},
        {tr("Sign not sure"), QStringLiteral("not stable and |contrast| > 0.1")},
    });
    auto* line = new QHBoxLayout;
    line->setSpacing(spacing(1));
    line->addWidget(m_filter, 1);
    for (QWidget* button :
         {static_cast<QWidget*>(m_setsButton), static_cast<QWidget*>(m_columns), static_cast<QWidget*>(m_export)}) {
        line->addWidget(button, 0, Qt::AlignTop);
    }
    card->body()->addLayout(line);

    m_setChip = new QPushButton(card);
    m_setChip->setCheckable(true);  // looks switched on; a click switches it off
    m_setChip->hide();
    connect(m_setChip, &QPushButton::clicked, this, [this] { showSet(QString()); });
    auto* chips = new QHBoxLayout;
    chips->addWidget(m_setChip);
    m_onlyChip = new QPushButton(card);
    m_onlyChip->setCheckable(true);
    m_onlyChip->setAccessibleName(tr("Show all features again"));
    m_onlyChip->setToolTip(plainToolTip(tr("Show all features again")));
    m_onlyChip->hide();
    connect(m_onlyChip, &QPushButton::clicked, this, [this] { showOnly({}); });
    chips->addWidget(m_onlyChip);
    chips->addStretch(1);
    card->body()->addLayout(chips);

    m_model = new FeatureTableModel(this);
    m_table = new FeatureTableView(m_model, card);
    m_columns->setMenu(m_table->columnsMenu());
    card->body()->addWidget(makeViews(card), 1);

    connect(m_filter, &FeatureFilterLine::filterChanged, this, &FeaturesPage::applyFilter);
    connect(m_scope, &SegmentedSwitch::picked, this, [this](int scope) {
        if (m_session != nullptr) {
            m_session->setScope(static_cast<TokenScope>(scope));
        }
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                const FeatureRow* row = m_model->featureAt(current.row());
                if (row != nullptr && current.isValid() && !m_selecting && m_session != nullptr) {
                    m_session->selectFeature(row->contrast.feature);
                }
            });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        pickSelected();
        tellSelection();
    });
    connect(m_table, &QTableView::activated, m_table,
            [this](const QModelIndex&) { m_detail->contextList()->setFocus(); });
    return card;
}

void FeaturesPage::makeShortcuts() {
    const auto add = [this](const QKeySequence& keys, QWidget* owner, const QString& name, auto&& action) {
        auto* shortcut = new QShortcut(keys, owner);
        nameCommand(shortcut, name);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    add(Qt::Key_J, this, tr("Next row"), [this] { step(1); });
    add(Qt::Key_K, this, tr("Previous row"), [this] { step(-1); });
    add(QKeySequence::Find, this, tr("Filter the table"), [this] {
        m_filter->edit()->setFocus(Qt::ShortcutFocusReason);
        m_filter->edit()->selectAll();
    });
    add(Qt::Key_M, this, tr("Table or map"), [this] {
        showMap(m_views->currentIndex() == 0);
        (m_views->currentIndex() == 0 ? static_cast<QWidget*>(m_table) : m_map->view())
            ->setFocus(Qt::ShortcutFocusReason);
    });
    add(Qt::Key_F2, this, tr("Name the feature"), [this] {
        if (m_stack->currentIndex() == 1) {
            m_detail->labelEdit()->edit();
        }
    });
    add(QKeySequence(Qt::CTRL | Qt::Key_E), this, tr("Save the table"), [this] { askForExport(); });
    add(QKeySequence::Copy, m_table, tr("Copy the selected rows"), [this] { copyRows(); });
}

void FeaturesPage::setWorkspace(WorkspaceSession* session) {
    if (m_session != nullptr) {
        disconnect(m_session, nullptr, this, nullptr);
    }
    m_session = session;
    if (session != nullptr) {
        connect(session, &WorkspaceSession::indexChanged, this, &FeaturesPage::reload);
        connect(session, &WorkspaceSession::indexChanged, this, [this] { showOnly({}); });  // it numbers other features
        connect(session, &WorkspaceSession::scopeChanged, this, &FeaturesPage::reload);
        connect(session, &WorkspaceSession::featureSelected, this, &FeaturesPage::showFeature);
        connect(session, &WorkspaceSession::ratingsChanged, this, &FeaturesPage::ratingChanged);
        connect(session, &WorkspaceSession::ratingsReloaded, this, &FeaturesPage::ratingsReloaded);
        connect(session, &WorkspaceSession::featureSetsChanged, this, &FeaturesPage::setsChanged);
    }
    delete m_setDialog;
    m_unsaved.reset();
    m_set.clear();
    m_only.reset();
    m_map->setWorkspace(session);
    reload();
    setsChanged();
}

void FeaturesPage::reload() {
    const std::shared_ptr<const FeatureIndex> index = m_session == nullptr ? nullptr : m_session->index();
    m_stack->setCurrentIndex(index == nullptr ? 0 : 1);
    m_detail->setIndex(index);
    m_selecting = true;
    if (index == nullptr) {
        m_model->setFeatures({});
        m_selecting = false;
        m_map->reload();
        return;
    }
    const TokenScope scope = m_session->scope();
    m_scope->setCurrent(static_cast<int>(scope));
    m_model->setFeatures(FeatureTableModel::rowsOf(*index, scope, m_session->contrasts(scope)));
    m_model->setOpinions(m_session->ratings(), m_session->mainJudge());
    m_model->setSets(setsOfIndex());
    m_selecting = false;
    updateCount();
    m_map->reload();
    if (m_session->selectedFeature()) {
        showFeature(*m_session->selectedFeature());
    } else if (const FeatureRow* first = m_model->featureAt(0); first != nullptr) {
        m_session->selectFeature(first->contrast.feature);
    }
}

void FeaturesPage::applyFilter(const FilterExpression& filter) {
    m_selecting = true;
    m_model->setFilter(filter);
    m_selecting = false;
    updateCount();
    if (m_session != nullptr && m_session->selectedFeature()) {
        selectInTable(*m_session->selectedFeature());
    }
    markPickedAgain();
}

void FeaturesPage::updateCount() {
    const QLocale locale;
    const int total = m_model->totalRows();
    const int shown = m_model->rowCount();
    m_filter->setCount(shown == total ? tr("%Ln features", nullptr, total)
                                      : tr("%1 of %Ln features", nullptr, total).arg(locale.toString(shown)));
}

void FeaturesPage::selectInTable(FeatureId feature) {
    const int row = m_model->rowOf(feature);
    if (row == m_table->currentIndex().row() && row >= 0) {
        return;
    }
    m_selecting = true;
    if (row < 0) {
        m_table->setCurrentIndex({});
        m_table->clearSelection();
    } else {
        const QModelIndex place = m_model->index(row, std::max(0, m_table->currentIndex().column()));
        m_table->selectionModel()->setCurrentIndex(place,
                                                   QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        m_table->scrollTo(place, QAbstractItemView::EnsureVisible);
    }
    m_selecting = false;
}

void FeaturesPage::showFeature(FeatureId feature) {
    selectInTable(feature);
    if (const FeatureRow* row = m_model->find(feature); row != nullptr && m_session != nullptr) {
        m_detail->showFeature(*row, m_session->scope(), m_session->contrasts(m_session->scope()));
        m_detail->setOpinions(m_session->ratings().of(feature), m_session->mainJudge());
    }
}

void FeaturesPage::step(int rows) {
    const int count = m_model->rowCount();
    if (count == 0 || m_session == nullptr) {
        return;
    }
    const int at = m_table->currentIndex().isValid() ? m_table->currentIndex().row() : (rows > 0 ? -1 : count);
    if (const FeatureRow* row = m_model->featureAt(std::clamp(at + rows, 0, count - 1)); row != nullptr) {
        m_session->selectFeature(row->contrast.feature);
    }
}

void FeaturesPage::copyRows() {
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    if (!rows.isEmpty()) {
        QGuiApplication::clipboard()->setText(tableAsTabs(*m_model, rows));
    }
}

bool FeaturesPage::exportTable(const QString& path) {
    QString problem;
    if (!writeTable(*m_model, path, &problem)) {
        showMessage(MessageKind::Error, tr("%1 could not be written: %2").arg(path, problem),
                    tr("Choose another folder or free some space."));
        return false;
    }
    showMessage(MessageKind::Success, tr("Saved %Ln features to %1", nullptr, m_model->rowCount()).arg(path));
    return true;
}

void FeaturesPage::askForExport() {
    if (m_views->currentIndex() == 1 && m_map->hasMap()) {
        m_map->askForPicture();
    } else {
        askForTable();
    }
}

bool FeaturesPage::askForTable() {
    if (m_model->rowCount() == 0) {
        return false;
    }
    const QString path = askForTableFile(this, tr("Save features"), QStringLiteral("features"));
    if (!path.isEmpty()) {
        exportTable(path);
    }
    return true;
}

void FeaturesPage::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("filter"), m_filter->edit()->text());
    settings.setValue(QStringLiteral("keptFilters"), m_filter->keptFilters());
    settings.setValue(QStringLiteral("view"), m_detail->view());
    settings.setValue(QStringLiteral("map"), m_views->currentIndex() == 1);
    m_map->saveState(settings);
    m_table->saveState(settings);
}

void FeaturesPage::restoreState(QSettings& settings) {
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
    m_table->restoreState(settings);
    showMap(settings.value(QStringLiteral("map")).toBool());
    m_map->restoreState(settings);
    m_filter->setKeptFilters(settings.value(QStringLiteral("keptFilters")).toStringList());
    m_filter->setText(settings.value(QStringLiteral("filter")).toString());
    m_detail->setView(settings.value(QStringLiteral("view")).toInt());
}

void FeaturesPage::showSomethingMeaningful() {
    if (m_session == nullptr || m_session->index() == nullptr) {
        return;
    }
    const auto kept = m_session->keptFeatures(m_session->scope());
    if (!kept.empty()) {
        m_session->selectFeature(kept.front());
        showFeature(kept.front());
    }
}

}  // namespace saferscope
