// SPDX-License-Identifier: GPL-3.0-or-later
// Changes to feature sets, each of which can be taken back, and what is said of them.
#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/dialogs/feature_set_dialog.h"
#include "ui/dialogs/feature_set_form.h"
#include "ui/models/feature_set_model.h"
#include "ui/models/opinion_summary.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plural.h"

#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <algorithm>

namespace saferscope {

namespace {

QString joinedNames(const Json& names) {
    QStringList list;
    if (names.is_array()) {
        for (const Json& name : names) {
            if (name.is_string()) {
                list.append(QString::fromStdString(name.get<std::string>()));
            }
        }
    }
    return list.join(QStringLiteral(", "));
}

}  // namespace

QString featureCount(std::size_t count) { return FeatureSetDialog::tr("%Ln features", nullptr, pluralOf(count)); }

QString setProvenance(const FeatureSet& set) {
    QStringList lines;
    lines.append(set.rule.empty() ? FeatureSetDialog::tr("Made by hand")
                                  : FeatureSetDialog::tr("Rule: %1").arg(QString::fromStdString(set.rule)));
    const QString measure = set.measure == "normalised" ? FeatureSetDialog::tr("contrast per length")
                            : set.measure == "effect"   ? FeatureSetDialog::tr("effect size")
                                                        : FeatureSetDialog::tr("contrast");
    const QString scope =
        set.scope == "all-tokens" ? FeatureSetDialog::tr("all tokens") : FeatureSetDialog::tr("sentence ends");
    lines.append(
        set.top > 0
            ? FeatureSetDialog::tr("The %Ln strongest by %1, %2", nullptr, pluralOf(set.top)).arg(measure, scope)
            : FeatureSetDialog::tr("All that the rule takes, by %1, %2").arg(measure, scope));
    const Json& from = set.provenance;
    if (from.is_object()) {
        const auto judge = from.find("judge");
        if (judge != from.end() && judge->is_string() && !judge->get<std::string>().empty()) {
            lines.append(
                FeatureSetDialog::tr("Judge: %1").arg(judgeTitle(QString::fromStdString(judge->get<std::string>()))));
        }
        if (const auto raters = from.find("raters"); raters != from.end() && !joinedNames(*raters).isEmpty()) {
            lines.append(FeatureSetDialog::tr("Rated by %1").arg(joinedNames(*raters)));
        }
    }
    const auto byHand = std::count_if(set.members.begin(), set.members.end(),
                                      [](const FeatureSet::Member& member) { return member.byHand; });
    if (byHand > 0 || !set.removedByHand.empty()) {
        lines.append(FeatureSetDialog::tr("By hand: %1 added, %2 removed").arg(byHand).arg(set.removedByHand.size()));
    }
    lines.append(
        FeatureSetDialog::tr("Made %1 UTC").arg(QString::fromStdString(set.createdAt).left(16).replace(u'T', u' ')));
    return lines.join(QLatin1Char('\n'));
}

QString setFreshness(const FeatureSetFreshness& freshness) {
    if (freshness.fresh) {
        return FeatureSetDialog::tr("Up to date");
    }
    QStringList parts;
    const auto count = [](const std::vector<FeatureId>& features) { return static_cast<int>(features.size()); };
    if (!freshness.added.empty()) {
        parts.append(FeatureSetDialog::tr("%n would join", nullptr, count(freshness.added)));
    }
    if (!freshness.dropped.empty()) {
        parts.append(FeatureSetDialog::tr("%n would leave", nullptr, count(freshness.dropped)));
    }
    if (!freshness.turned.empty()) {
        parts.append(FeatureSetDialog::tr("%n changed side", nullptr, count(freshness.turned)));
    }
    return parts.isEmpty() ? sentence(freshness.reason)
                           : FeatureSetDialog::tr("Out of date: %1").arg(parts.join(QStringLiteral(", ")));
}

void FeatureSetDialog::fail(const Error& error) {
    m_undo->hide();
    m_messageBar->showMessage(MessageKind::Error, sentence(error.message), sentence(error.hint));
}

void FeatureSetDialog::say(const QString& what, std::optional<FeatureSet> before, std::optional<std::string> made) {
    m_before = std::move(before);
    m_made = std::move(made);
    m_messageBar->showMessage(MessageKind::Success, what);
    m_undo->setVisible(m_before || m_made);
    m_writing = true;
    Q_EMIT m_session->featureSetsChanged();
    m_writing = false;
}

void FeatureSetDialog::add(const FeatureSet& set) {
    if (m_session == nullptr || m_session->workspace() == nullptr) {
        return;
    }
    if (const Status saved = m_session->workspace()->saveFeatureSet(set, false); !saved) {
        fail(saved.error());
        return;
    }
    const QString name = QString::fromStdString(set.name);
    reload();
    select(name);
    m_stack->setCurrentIndex(0);
    say(tr("Made \u201c%1\u201d: %2.").arg(name, featureCount(set.members.size())), {}, set.name);
    showCurrent();
    m_list->setFocus();
}

void FeatureSetDialog::replace(Result<FeatureSet> changed, const QString& said) {
    const FeatureSet* before = current();
    if (before == nullptr || m_session->workspace() == nullptr) {
        return;
    }
    if (!changed) {
        fail(changed.error());
        return;
    }
    const FeatureSet old = *before;
    if (const Status saved = m_session->workspace()->saveFeatureSet(*changed, true); !saved) {
        fail(saved.error());
        return;
    }
    reload();
    say(said, old);
}

void FeatureSetDialog::addSelected() {
    const FeatureSet* set = current();
    if (set == nullptr || contrastsOf(*set) == nullptr) {
        return;
    }
    replace(editFeatureSet(*set, m_selection, {}, *contrastsOf(*set)),
            tr("Added by hand: %1.").arg(featureCount(m_selection.size())));
}

void FeatureSetDialog::removeMembers() {
    const FeatureSet* set = current();
    if (set == nullptr || contrastsOf(*set) == nullptr) {
        return;
    }
    std::vector<FeatureId> gone;
    for (const QModelIndex& row : m_table->selectionModel()->selectedRows()) {
        gone.push_back(m_model->featureAt(row.row()));
    }
    if (!gone.empty()) {
        replace(editFeatureSet(*set, {}, gone, *contrastsOf(*set)), tr("Removed: %1.").arg(featureCount(gone.size())));
    }
}

void FeatureSetDialog::remove() {
    const FeatureSet* set = current();
    if (set == nullptr || m_session->workspace() == nullptr) {
        return;
    }
    const FeatureSet old = *set;
    if (const Status removed = m_session->workspace()->removeFeatureSet(old.name); !removed) {
        fail(removed.error());
        return;
    }
    reload();
    say(tr("Deleted \u201c%1\u201d.").arg(QString::fromStdString(old.name)), old);
}

void FeatureSetDialog::undo() {
    if (m_session == nullptr || m_session->workspace() == nullptr || (!m_before && !m_made)) {
        return;
    }
    const Status done = m_before ? m_session->workspace()->saveFeatureSet(*m_before, true)
                                 : m_session->workspace()->removeFeatureSet(*m_made);
    if (!done) {
        fail(done.error());
        return;
    }
    const QString name = QString::fromStdString(m_before ? m_before->name : *m_made);
    reload();
    select(name);
    say(tr("Took the change to \u201c%1\u201d back.").arg(name), {});
    showCurrent();
}

}  // namespace saferscope
