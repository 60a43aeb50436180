// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/kept_panel.h"

#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/survey_chart.h"
#include "ui/causal/survey_words.h"
#include "ui/models/feature_table_model.h"
#include "ui/models/opinion_summary.h"
#include "ui/theme/theme.h"
#include "ui/widgets/command_name.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"
#include "ui/widgets/undo_button.h"
#include "ui/widgets/write_permission.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedLayout>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

constexpr std::size_t comparedAtMost = 8;

struct KindText {
    Q_DECLARE_TR_FUNCTIONS(saferscope::KeptPanel)
};

QString kindTitle(KeptResult::Kind kind) {
    switch (kind) {
        case KeptResult::Kind::Pair:
            return KindText::tr("One pair");
        case KeptResult::Kind::Survey:
            return KindText::tr("Quick look");
        case KeptResult::Kind::Run:
            return KindText::tr("Full test");
    }
    return {};
}

double marginChange(const KeptResult& result) {
    if (result.kind == KeptResult::Kind::Pair) {
        return result.before && result.after ? result.after->margin() - result.before->margin() : std::nan("");
    }
    return result.sections.empty() ? std::nan("") : result.sections.front().margin;
}

}  // namespace

KeptPanel::KeptPanel(QWidget* parent) : QWidget(parent) {
    m_stack = new QStackedLayout(this);
    auto* nothing = new QWidget(this);
    auto* column = new QVBoxLayout(nothing);
    column->setContentsMargins(0, 0, 0, 0);
    m_empty = new EmptyState(QStringLiteral("causal"), tr("Nothing kept yet"),
                             tr("“Keep” on the other tabs puts a result here under a name, to compare it with "
                                "others and to export it."),
                             tr("Change a pair"), nothing);
    connect(m_empty, &EmptyState::buttonClicked, this, &KeptPanel::beginRequested);
    m_undoEmpty = new QPushButton(tr("Undo delete"), nothing);
    marksUndo(m_undoEmpty);
    column->addWidget(m_empty, 1);
    column->addWidget(m_undoEmpty, 0, Qt::AlignHCenter);
    column->addStretch(0);
    m_page = new QSplitter(Qt::Horizontal, this);
    m_page->setChildrenCollapsible(false);
    m_page->setHandleWidth(spacing(4));
    m_page->addWidget(makeList());
    m_page->addWidget(makeDetail());
    m_page->setStretchFactor(0, 1);
    m_page->setStretchFactor(1, 1);
    m_page->setSizes({560, 640});
    m_stack->addWidget(nothing);
    m_stack->addWidget(m_page);
    connect(m_undoEmpty, &QPushButton::clicked, this, &KeptPanel::undoRemove);
    for (QWidget* writes : {m_undoEmpty, m_delete, m_undo}) {
        needsWriting(writes);
    }
    const auto keys = [this](const QKeySequence& key, QWidget* where, const QString& name, void (KeptPanel::*act)()) {
        auto* shortcut = new QShortcut(key, where);
        nameCommand(shortcut, name);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, act);
    };
    keys(QKeySequence(Qt::Key_Delete), m_view, tr("Delete the kept result"), &KeptPanel::removeSelected);
    keys(QKeySequence::Undo, m_view, tr("Bring it back"), &KeptPanel::undoRemove);
    auto* editName = new QShortcut(QKeySequence(Qt::Key_F2), m_view);
    nameCommand(editName, tr("Rename the kept result"));
    editName->setContext(Qt::WidgetWithChildrenShortcut);
    connect(editName, &QShortcut::activated, this, [this] {
        if (m_name->isEnabled()) {
            m_name->setFocus();
            m_name->selectAll();
        }
    });
    setWorkspace(nullptr);
}

KeptPanel::~KeptPanel() = default;

QWidget* KeptPanel::makeList() {
    auto* area = new QWidget(this);
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(2));
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing(2));
    const auto button = [&](const QString& text, const QString& help) {
        auto* made = new QPushButton(text, area);
        made->setAutoDefault(false);
        made->setToolTip(plainToolTip(help));
        row->addWidget(made);
        return made;
    };
    m_show = button(tr("&Show"), tr("Enter"));
    m_delete = button(tr("&Delete"), tr("Delete"));
    m_undo = button(tr("&Undo delete"), tr("Ctrl+Z"));
    marksUndo(m_undo);
    row->addStretch(1);
    m_export = button(tr("E&xport…"), tr("The selected results, or all: CSV, JSON; the comparison as a picture"));
    column->addLayout(row);
    m_model = new SurveyTable(this);
    m_view = makeSurveyTable(m_model, tr("Kept results"), area);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    column->addWidget(m_view, 1);
    column->addWidget(new Label(tr("Select several to compare them."), TextRole::Small, TextTone::Muted, area));
    connect(m_view, &QTableView::activated, this, &KeptPanel::openSelected);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &KeptPanel::showSelection);
    connect(m_show, &QPushButton::clicked, this, &KeptPanel::openSelected);
    connect(m_delete, &QPushButton::clicked, this, &KeptPanel::removeSelected);
    connect(m_undo, &QPushButton::clicked, this, &KeptPanel::undoRemove);
    connect(m_export, &QPushButton::clicked, this, &KeptPanel::askForTable);
    return area;
}

QWidget* KeptPanel::makeDetail() {
    auto* area = new QWidget(this);
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(2));
    m_hint = new Label(tr("Select a result."), TextRole::Body, TextTone::Muted, area);
    column->addWidget(m_hint);
    m_detail = new QWidget(area);
    auto* inner = new QVBoxLayout(m_detail);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(spacing(2));
    m_name = new QLineEdit(m_detail);
    m_name->setAccessibleName(tr("Name"));
    m_name->setToolTip(tr("Another name, then Enter (F2 in the list)"));
    m_name->setMaxLength(80);
    m_words = new Label({}, TextRole::Body, TextTone::Muted, m_detail);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    inner->addWidget(m_name);
    inner->addWidget(m_words);
    auto* split = new QSplitter(Qt::Vertical, m_detail);
    split->setChildrenCollapsible(false);
    m_chart = new SurveyChart(split);
    m_compare = new SurveyTable(this);
    m_compareView = makeSurveyTable(m_compare, tr("Comparison"), split);
    split->addWidget(m_chart);
    split->addWidget(m_compareView);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    inner->addWidget(split, 1);
    column->addWidget(m_detail, 1);
    column->addStretch(0);
    connect(m_name, &QLineEdit::returnPressed, this, &KeptPanel::rename);
    connect(m_chart, &SurveyChart::failed, this, &KeptPanel::failed);
    connect(m_chart, &SurveyChart::exported, this,
            [this](const QString& path) { Q_EMIT told(MessageKind::Success, tr("Saved %1").arg(path), {}); });
    return area;
}

void KeptPanel::setWorkspace(WorkspaceSession* session) {
    if (m_session != nullptr) {
        disconnect(m_session, nullptr, this, nullptr);
    }
    m_session = session;
    if (session != nullptr) {
        connect(session, &WorkspaceSession::documentsChanged, this, &KeptPanel::reload);  // in another window
    }
    m_removed.clear();
    reload();
}

void KeptPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    reload();
}

void KeptPanel::reload() {
    std::string chosen;
    if (const auto rows = selected(); !rows.empty()) {
        chosen = m_results[rows.front()].name;
    }
    auto results = m_session != nullptr && m_session->workspace() != nullptr ? keptResults(*m_session->workspace())
                                                                             : std::vector<KeptResult>{};
    const auto same = [](const KeptResult& a, const KeptResult& b) { return toJson(a) == toJson(b); };
    if (!m_results.empty() && std::ranges::equal(results, m_results, same)) {
        m_undo->setEnabled(!m_removed.empty());
        return;  // selections and scroll bars stay
    }
    m_results = std::move(results);
    showTable();
    if (!chosen.empty()) {
        select(chosen);
    }
    showSelection();
}

void KeptPanel::showTable() {
    auto shown = std::make_shared<const std::vector<KeptResult>>(m_results);
    const auto text = [](const std::string& value) { return literalText(QString::fromStdString(value)); };
    const auto change = [shown](std::size_t row) { return marginChange((*shown)[row]); };
    const auto sections = [shown](std::size_t row) {
        QStringList names;
        for (const SectionEffect& effect : (*shown)[row].sections) {
            names << sectionTitle(effect.name);
        }
        return names.join(QStringLiteral(", "));
    };
    m_model->show({{tr("Name"),
                    QStringLiteral("name"),
                    {},
                    [shown, text](std::size_t row) { return text((*shown)[row].name); },
                    {}},
                   {tr("Kind"),
                    QStringLiteral("kind"),
                    {},
                    [shown](std::size_t row) { return kindTitle((*shown)[row].kind); },
                    {}},
                   {tr("Δ margin"), QStringLiteral("margin"), tr("Of the pair, or the mean over all pairs"),
                    [change](std::size_t row) {
                        return std::isnan(change(row)) ? QStringLiteral("–") : formatSigned(change(row), 3);
                    },
                    change},
                   {tr("Kept"),
                    QStringLiteral("created_at"),
                    {},
                    [shown](std::size_t row) { return whenText((*shown)[row].createdAt); },
                    {}},
                   {tr("Data set"),
                    QStringLiteral("dataset"),
                    {},
                    [shown, text](std::size_t row) { return text((*shown)[row].datasetName); },
                    {}},
                   {tr("Change"),
                    QStringLiteral("change"),
                    {},
                    [shown, text](std::size_t row) { return text(describeIntervention((*shown)[row].intervention)); },
                    {}},
                   {tr("Sections"), QStringLiteral("sections"), {}, sections, {}},
                   {tr("Note"),
                    QStringLiteral("note"),
                    {},
                    [shown, text](std::size_t row) { return text((*shown)[row].note); },
                    {}}},
                  m_results.size());
    m_view->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    fitSurveyTable(m_view);
    m_stack->setCurrentIndex(m_results.empty() ? 0 : 1);
    m_undo->setEnabled(!m_removed.empty());
    m_undoEmpty->setVisible(!m_removed.empty());
    m_export->setEnabled(!m_results.empty());
}

std::vector<std::size_t> KeptPanel::selected() const {
    std::vector<int> rows;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows()) {
        rows.push_back(index.row());
    }
    std::ranges::sort(rows);
    std::vector<std::size_t> found;
    for (const int row : rows) {
        if (m_model->sourceOf(row) < m_results.size()) {
            found.push_back(m_model->sourceOf(row));
        }
    }
    return found;
}

void KeptPanel::select(const std::string& name) {
    const auto found = std::ranges::find(m_results, name, &KeptResult::name);
    if (found != m_results.end()) {
        m_view->selectRow(m_model->rowOfSource(static_cast<std::size_t>(found - m_results.begin())));
    }
}

void KeptPanel::showSelection() {
    const auto rows = selected();
    m_show->setEnabled(rows.size() == 1);
    m_delete->setEnabled(!rows.empty());
    m_detail->setVisible(!rows.empty());
    m_hint->setVisible(rows.empty());
    m_name->setEnabled(rows.size() == 1);
    m_name->setVisible(rows.size() == 1);
    auto effects = std::make_shared<std::vector<NamedEffect>>();
    QStringList words;
    for (const std::size_t row : rows) {
        const KeptResult& one = m_results[row];
        const QString name = literalText(QString::fromStdString(one.name));
        if (!one.sections.empty() && effects->size() < comparedAtMost) {
            effects->push_back({name, one.sections});
        }
        if (one.kind == KeptResult::Kind::Pair && one.before && one.after && words.size() < 12) {
            words << tr("%1, pair %2: margin %3 → %4 (chosen %5 → %6, rejected %7 → %8)")
                         .arg(name, literalText(QString::fromStdString(one.pairId)),
                              formatNumber(one.before->margin(), 3), formatNumber(one.after->margin(), 3),
                              formatNumber(one.before->chosen, 3), formatNumber(one.after->chosen, 3),
                              formatNumber(one.before->rejected, 3), formatNumber(one.after->rejected, 3));
        } else if (rows.size() == 1) {
            words << surveyInWords(one.sections);
        }
    }
    if (rows.size() == 1) {
        const KeptResult& one = m_results[rows.front()];
        m_name->setText(QString::fromStdString(one.name));
        words.prepend(tr("%1 on %2: %3")
                          .arg(kindTitle(one.kind), literalText(QString::fromStdString(one.datasetName)),
                               literalText(sentence(describeIntervention(one.intervention)))));
        if (!one.note.empty()) {
            words << tr("Note: %1").arg(literalText(QString::fromStdString(one.note)));
        }
    }
    m_words->setText(words.join(QLatin1Char('\n')));
    m_words->setVisible(!words.isEmpty());
    m_chart->setVisible(!effects->empty());
    m_compareView->setVisible(!effects->empty());
    const QString what = effects->size() == 1 ? tr("What “%1” does").arg(effects->front().name)
                                              : tr("%Ln results side by side", nullptr, pluralOf(effects->size()));
    m_chart->setFigure(sectionFigure(
        *effects, what,
        effects->size() == 1 ? tr("Margin with the change minus without it, the same pairs both times.")
                             : tr("Each result is the margin with its change minus without it, on the pairs "
                                  "of its own data set.")));
    showSections(*m_compare, effects);
    fitSurveyTable(m_compareView);
}

void KeptPanel::openSelected() {
    const auto rows = selected();
    if (rows.size() != 1) {
        return;
    }
    const KeptResult& one = m_results[rows.front()];
    switch (one.kind) {
        case KeptResult::Kind::Pair:
            Q_EMIT pairRequested(QString::fromStdString(one.datasetName), QString::fromStdString(one.pairId),
                                 one.intervention);
            return;
        case KeptResult::Kind::Survey:
            Q_EMIT surveyRequested(one.intervention);
            return;
        case KeptResult::Kind::Run:
            Q_EMIT runRequested(QString::fromStdString(one.runId));
            return;
    }
}

void KeptPanel::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("split"), m_page->saveState());
    const auto rows = selected();
    settings.setValue(QStringLiteral("selected"),
                      rows.empty() ? QString() : QString::fromStdString(m_results[rows.front()].name));
}

void KeptPanel::restoreState(QSettings& settings) {
    m_page->restoreState(settings.value(QStringLiteral("split")).toByteArray());
    select(settings.value(QStringLiteral("selected")).toString().toStdString());
}

void KeptPanel::showSomethingMeaningful() {
    reload();
    m_view->clearSelection();
    int chosen = 0;
    for (std::size_t i = 0; i < m_results.size() && chosen < 2; ++i) {
        if (!m_results[i].sections.empty()) {
            m_view->selectionModel()->select(m_model->index(m_model->rowOfSource(i), 0),
                                             QItemSelectionModel::Select | QItemSelectionModel::Rows);
            ++chosen;
        }
    }
}

}  // namespace saferscope
