// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/feature_filter_line.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/command_name.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QShortcut>
#include <QVBoxLayout>

namespace saferscope {

namespace {

constexpr qsizetype mostKept = 12;

}  // namespace

FeatureFilterLine::FeatureFilterLine(const QString& placeholder, const QString& help, Parse parse, QWidget* parent)
    : QWidget(parent), m_parse(std::move(parse)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(1));
    m_edit = new QLineEdit(this);
    m_edit->setPlaceholderText(placeholder);
    m_edit->setClearButtonEnabled(true);
    m_edit->setMaxLength(2000);
    m_edit->setAccessibleName(tr("Filter"));
    m_edit->setAccessibleDescription(help);
    m_edit->setToolTip(plainToolTip(help));
    m_icon = m_edit->addAction(themedIcon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    connect(&ThemeManager::instance(), &ThemeManager::changed, m_icon,
            [this] { m_icon->setIcon(themedIcon(QStringLiteral("filter"))); });
    layout->addWidget(m_edit);
    m_note = new Label(QString(), TextRole::Small, TextTone::Muted, this);
    m_note->setWordWrap(true);
    layout->addWidget(m_note);
    connect(m_edit, &QLineEdit::textChanged, this, &FeatureFilterLine::parseNow);
}

void FeatureFilterLine::parseNow() {
    const auto parsed = m_parse(m_edit->text());
    m_wrong = !parsed;
    if (parsed) {
        m_note->setTone(TextTone::Muted);
        m_note->setText(m_count);
        Q_EMIT filterChanged(*parsed);
    } else {
        m_note->setTone(TextTone::Error);
        m_note->setText(tr("At character %1: %2").arg(parsed.error().position + 1).arg(parsed.error().message));
    }
}

void FeatureFilterLine::setReadyFilters(const std::vector<Ready>& filters) {
    m_ready = filters;
    if (m_menu == nullptr) {
        m_menu = new QMenu(this);
        m_menu->setAccessibleName(tr("Ready filters"));
        connect(m_menu, &QMenu::aboutToShow, this, &FeatureFilterLine::fillMenu);
        m_icon->setText(tr("Ready filters"));
        m_icon->setToolTip(plainToolTip(tr("Ready filters (Alt+Down)")));
        const auto show = [this] { m_menu->popup(mapToGlobal(QPoint(0, m_edit->height()))); };
        connect(m_icon, &QAction::triggered, this, show);
        auto* keys = new QShortcut(QKeySequence(Qt::ALT | Qt::Key_Down), m_edit);
        nameCommand(keys, tr("Ready-made filters"));
        keys->setContext(Qt::WidgetShortcut);
        connect(keys, &QShortcut::activated, this, show);
    }
    fillMenu();
}

void FeatureFilterLine::setKeptFilters(const QStringList& filters) { m_kept = filters.mid(0, mostKept); }

void FeatureFilterLine::fillMenu() {
    m_menu->clear();
    const auto add = [this](const QString& name, const QString& filter) {
        // Filters are typed text: an "&" in one is no shortcut.
        QAction* action = m_menu->addAction(QString(name).replace(u'&', QStringLiteral("&&")));
        connect(action, &QAction::triggered, this, [this, filter] { setText(filter); });
    };
    for (const Ready& ready : m_ready) {
        add(tr("%1:  %2").arg(ready.name, ready.filter), ready.filter);
    }
    if (!m_kept.isEmpty()) {
        m_menu->addSeparator();
        for (const QString& kept : m_kept) {
            add(kept, kept);
        }
    }
    m_menu->addSeparator();
    const QString now = m_edit->text().simplified();
    QAction* keep = m_menu->addAction(m_kept.contains(now) ? tr("Forget this filter") : tr("Keep this filter"));
    keep->setEnabled(!now.isEmpty() && !m_wrong);
    connect(keep, &QAction::triggered, this, [this, now] {
        if (m_kept.removeAll(now) == 0) {
            m_kept.prepend(now);
            m_kept = m_kept.mid(0, mostKept);
        }
    });
}

QString FeatureFilterLine::errorText() const { return m_wrong ? m_note->text() : QString(); }

void FeatureFilterLine::setText(const QString& text) { m_edit->setText(text); }

void FeatureFilterLine::setCount(const QString& text) {
    m_count = text;
    if (!m_wrong) {
        m_note->setText(text);
    }
}

}  // namespace saferscope
