// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/feature_set_dialog.h"

#include "ui/bridge/workspace_session.h"
#include "ui/dialogs/feature_set_form.h"
#include "ui/models/feature_set_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/help_request.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/write_permission.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>
#include <algorithm>

namespace saferscope {

FeatureSetDialog::FeatureSetDialog(WorkspaceSession* session, QWidget* parent) : QDialog(parent), m_session(session) {
    offerHelp(this, QStringLiteral("features#sets"));
    setWindowTitle(tr("Feature sets"));
    setAttribute(Qt::WA_DeleteOnClose);
    const int letter = QFontMetrics(bodyFont()).averageCharWidth();
    resize(letter * 124, letter * 86);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing(5), spacing(5), spacing(5), spacing(5));
    layout->setSpacing(spacing(3));
    auto* messages = new QHBoxLayout;
    messages->setSpacing(spacing(2));
    m_messageBar = new MessageBar(this);
    m_undo = new QPushButton(tr("Undo"), this);
    m_undo->setToolTip(plainToolTip(tr("Take the last change back (Ctrl+Z)")));
    m_undo->setAutoDefault(false);
    m_undo->hide();
    messages->addWidget(m_messageBar, 1);
    messages->addWidget(m_undo);
    layout->addLayout(messages);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(spacing(3));
    sides->addWidget(makeListSide(), 2);
    auto* card = new Card(QString(), QString(), this);
    m_stack = new QStackedWidget(card);
    m_stack->addWidget(makeDetails());
    m_form = new FeatureSetForm(session, m_stack);
    m_stack->addWidget(m_form);
    card->body()->addWidget(m_stack);
    sides->addWidget(card, 5);
    layout->addLayout(sides, 1);

    connect(m_undo, &QPushButton::clicked, this, &FeatureSetDialog::undo);
    connect(m_messageBar, &MessageBar::dismissed, m_undo, &QWidget::hide);
    connect(m_form, &FeatureSetForm::made, this, &FeatureSetDialog::add);
    connect(m_form, &FeatureSetForm::cancelled, this, [this] { m_stack->setCurrentIndex(0); });
    auto* keys = new QShortcut(QKeySequence::Undo, this);
    connect(keys, &QShortcut::activated, this, &FeatureSetDialog::undo);
    m_checks.setInterval(0);
    connect(&m_checks, &QTimer::timeout, this, &FeatureSetDialog::checkNext);
    connect(session, &WorkspaceSession::featureSetsChanged, this, [this] {
        if (!m_writing) {
            reload();
        }
    });
    for (const auto changed : {&WorkspaceSession::ratingsReloaded, &WorkspaceSession::indexChanged}) {
        connect(session, changed, this, &FeatureSetDialog::reload);
    }
    connect(session, &WorkspaceSession::ratingsChanged, this, &FeatureSetDialog::showCurrent);
    connect(session, &QObject::destroyed, this, &QDialog::close);
    for (QWidget* writes : {m_new, m_undo, m_refresh, m_add, m_remove, m_delete}) {
        needsWriting(writes);
    }
    reload();
}

QWidget* FeatureSetDialog::makeListSide() {
    auto* card = new Card(tr("Sets"), QString(), this);
    m_new = new QPushButton(tr("New\u2026"), card);
    m_new->setToolTip(plainToolTip(tr("Make a set by a rule")));
    m_new->setAutoDefault(false);
    card->header()->addWidget(m_new);
    m_list = new QListWidget(card);
    m_list->setAccessibleName(tr("Feature sets"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setMinimumWidth(QFontMetrics(bodyFont()).averageCharWidth() * 30);
    card->body()->addWidget(m_list, 1);
    connect(m_new, &QPushButton::clicked, this, &FeatureSetDialog::startNew);
    connect(m_list, &QListWidget::currentRowChanged, this, [this] {
        m_stack->setCurrentIndex(0);
        showCurrent();
    });
    connect(m_list, &QListWidget::itemActivated, this, [this] { m_show->click(); });
    auto* keys = new QShortcut(QKeySequence::Delete, m_list);
    keys->setContext(Qt::WidgetShortcut);
    connect(keys, &QShortcut::activated, this, &FeatureSetDialog::remove);
    return card;
}

QWidget* FeatureSetDialog::makeDetails() {
    auto* page = new QWidget(this);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(2));
    m_title = new Label(QString(), TextRole::Heading, TextTone::Normal, page);
    m_title->setWordWrap(true);
    m_provenance = new Label(QString(), TextRole::Small, TextTone::Muted, page);
    m_provenance->setWordWrap(true);
    m_provenance->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* fresh = new QHBoxLayout;
    m_freshness = new Label(QString(), TextRole::Body, TextTone::Normal, page);
    m_freshness->setWordWrap(true);
    const auto button = [page](const QString& text) {
        auto* made = new QPushButton(text, page);
        made->setAutoDefault(false);
        return made;
    };
    m_refresh = button(tr("Bring up to date"));
    fresh->addWidget(m_freshness, 1);
    fresh->addWidget(m_refresh);
    m_model = new FeatureSetModel(this);
    m_table = makeMemberTable(m_model, tr("Members of the set"), page);
    m_show = button(tr("Show in the table"));
    m_add = button(QString());
    m_remove = button(tr("Remove"));
    m_remove->setToolTip(plainToolTip(tr("Take the selected members out of the set (Del)")));
    m_delete = button(tr("Delete the set"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(spacing(2));
    buttons->addWidget(m_show);
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    buttons->addWidget(m_delete);
    layout->addWidget(m_title);
    layout->addWidget(m_provenance);
    layout->addLayout(fresh);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);

    connect(m_refresh, &QPushButton::clicked, this, [this] {
        if (const FeatureSet* set = current(); set != nullptr && contrastsOf(*set) != nullptr) {
            const auto scope = *tokenScopeFromName(set->scope);
            replace(refreshFeatureSet(*set, identityOf(*m_session, scope), *contrastsOf(*set), m_session->ratings(),
                                      m_session->mainJudge()),
                    tr("Brought \u201c%1\u201d up to date.").arg(QString::fromStdString(set->name)));
        }
    });
    connect(m_show, &QPushButton::clicked, this, [this] {
        if (const FeatureSet* set = current(); set != nullptr) {
            Q_EMIT showRequested(QString::fromStdString(set->name));
        }
    });
    connect(m_add, &QPushButton::clicked, this, &FeatureSetDialog::addSelected);
    connect(m_remove, &QPushButton::clicked, this, &FeatureSetDialog::removeMembers);
    connect(m_delete, &QPushButton::clicked, this, &FeatureSetDialog::remove);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &FeatureSetDialog::updateButtons);
    connect(m_table, &QTableView::activated, this,
            [this](const QModelIndex& index) { Q_EMIT featurePicked(m_model->featureAt(index.row())); });
    auto* keys = new QShortcut(QKeySequence::Delete, m_table);
    keys->setContext(Qt::WidgetShortcut);
    connect(keys, &QShortcut::activated, this, &FeatureSetDialog::removeMembers);
    return page;
}

const FeatureSet* FeatureSetDialog::current() const {
    const int row = m_list->currentRow();
    return row >= 0 && row < static_cast<int>(m_sets.size()) ? &m_sets[static_cast<std::size_t>(row)] : nullptr;
}

/// Null for a set of another SAE, whose features are numbered differently.
const std::vector<FeatureContrast>* FeatureSetDialog::contrastsOf(const FeatureSet& set) const {
    const auto scope = tokenScopeFromName(set.scope);
    const bool ours = m_session != nullptr && m_session->index() != nullptr && scope &&
                      m_session->index()->manifest().saeHash == set.saeHash;
    return ours ? &m_session->contrasts(*scope) : nullptr;
}

FeatureSetFreshness FeatureSetDialog::check(const FeatureSet& set) const {
    const std::vector<FeatureContrast>* contrasts = contrastsOf(set);
    if (contrasts == nullptr) {
        return {false, tr("It is of another sparse autoencoder.").toStdString(), {}, {}, {}};
    }
    return checkFeatureSet(set, identityOf(*m_session, *tokenScopeFromName(set.scope)), *contrasts,
                           m_session->ratings(), m_session->mainJudge());
}

void FeatureSetDialog::setSelection(std::vector<FeatureId> features) {
    m_selection = std::move(features);
    updateButtons();
}

void FeatureSetDialog::select(const QString& name) {
    for (std::size_t i = 0; i < m_sets.size(); ++i) {
        if (QString::fromStdString(m_sets[i].name) == name) {
            m_list->setCurrentRow(static_cast<int>(i));
        }
    }
}

void FeatureSetDialog::reload() {
    const QString before = current() == nullptr ? QString() : QString::fromStdString(current()->name);
    m_sets = m_session == nullptr || m_session->workspace() == nullptr ? std::vector<FeatureSet>()
                                                                       : m_session->workspace()->featureSets();
    std::sort(m_sets.begin(), m_sets.end(), [](const FeatureSet& a, const FeatureSet& b) { return a.name < b.name; });
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const FeatureSet& set : m_sets) {
            m_list->addItem(cellText(QString::fromStdString(set.name)) + QLatin1Char('\n') +
                            featureCount(set.members.size()));
        }
        m_list->setCurrentRow(m_sets.empty() ? -1 : 0);
        select(before);
    }
    m_nextCheck = 0;
    m_checks.start();
    showCurrent();
}

void FeatureSetDialog::checkNext() {
    if (m_nextCheck >= m_sets.size()) {
        m_checks.stop();
        return;
    }
    const FeatureSet& set = m_sets[m_nextCheck];
    m_list->item(static_cast<int>(m_nextCheck))
        ->setText(tr("%1\n%2, %3")
                      .arg(QString::fromStdString(set.name), featureCount(set.members.size()),
                           check(set).fresh ? tr("up to date") : tr("out of date")));
    ++m_nextCheck;
}

void FeatureSetDialog::showCurrent() {
    const FeatureSet* set = current();
    m_title->setText(set == nullptr ? tr("No set yet") : QString::fromStdString(set->name));
    m_provenance->setText(
        set == nullptr ? tr("A set names the features that a score, a poisoning or a denoising uses. Make one by "
                            "a rule such as \u201cllm = 5 and stable\u201d, then edit it by hand.")
                       : setProvenance(*set));
    m_model->setMembers(set == nullptr ? std::vector<FeatureSet::Member>() : set->members,
                        m_session == nullptr ? RatingBook() : m_session->ratings());
    m_freshness->setVisible(set != nullptr);
    m_refresh->setVisible(false);
    if (set != nullptr) {
        const FeatureSetFreshness now = check(*set);
        m_freshness->setText(setFreshness(now));
        m_freshness->setTone(now.fresh ? TextTone::Ok : TextTone::Warning);
        m_refresh->setVisible(!now.fresh && contrastsOf(*set) != nullptr);
    }
    updateButtons();
}

QString FeatureSetDialog::provenance() const { return m_provenance->text(); }
QString FeatureSetDialog::freshness() const { return m_freshness->text(); }

void FeatureSetDialog::updateButtons() {
    const FeatureSet* set = current();
    const bool ours = set != nullptr && contrastsOf(*set) != nullptr;
    const bool selected = m_table->selectionModel()->hasSelection();
    for (QPushButton* button : {m_show, m_add, m_remove, m_delete}) {
        button->setVisible(set != nullptr);
    }
    m_show->setEnabled(ours);
    m_add->setEnabled(ours && !m_selection.empty());
    m_add->setText(m_selection.empty() ? tr("Add selected")
                                       : tr("Add %n selected", nullptr, static_cast<int>(m_selection.size())));
    m_add->setToolTip(plainToolTip(tr("Adds the features that are selected in the table behind this window")));
    m_remove->setEnabled(ours && selected);
}

void FeatureSetDialog::startNew() {
    QStringList taken;
    for (const FeatureSet& set : m_sets) {
        taken.append(QString::fromStdString(set.name));
    }
    m_stack->setCurrentIndex(1);
    m_form->start(taken);
}

}  // namespace saferscope
