// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/open_found_panel.h"

#include "ui/theme/theme.h"

#include <QDir>
#include <QEvent>
#include <QGridLayout>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

constexpr int highest = 300;  // before it scrolls

}  // namespace

FoundPanel::FoundPanel(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_area = new QScrollArea(this);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setAccessibleName(tr("What was found"));
    layout->addWidget(m_area);
    clear();
}

void FoundPanel::clear() {
    m_inside = new QWidget(m_area);
    m_inside->setAutoFillBackground(false);
    m_column = new QVBoxLayout(m_inside);
    m_column->setContentsMargins(0, 0, spacing(2), 0);
    m_column->setSpacing(spacing(1));
    m_facts = new QGridLayout;
    m_facts->setHorizontalSpacing(spacing(5));
    m_facts->setVerticalSpacing(2);
    m_facts->setColumnStretch(1, 1);
    m_column->addLayout(m_facts);
    m_column->addStretch(1);
    m_row = 0;
    m_area->setWidget(m_inside);  // the one before goes with its labels
    hide();
}

void FoundPanel::keepToWords() {
    // The area wishes for more than follow() gives it: its wish is what wrapping labels guess without a width.
    m_area->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
}

void FoundPanel::addFact(const QString& name, const QString& value) {
    if (value.isEmpty()) {
        return;
    }
    auto* title = new Label(name, TextRole::Body, TextTone::Muted);
    m_facts->addWidget(title, m_row, 0, Qt::AlignTop);
    auto* text = new Label(plainLine(value));
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->addWidget(text, m_row++, 1);
    // At once, not when the event loop comes to it: what is hidden takes no room, and the room is measured now.
    title->show();
    text->show();
    follow();
}

void FoundPanel::append(QWidget* widget) {
    m_column->insertWidget(m_column->count() - 1, widget);
    widget->show();
}

void FoundPanel::addHeading(const QString& text) {
    auto* label = new Label(text, TextRole::Strong);
    label->setContentsMargins(0, spacing(2), 0, 0);
    append(label);
    follow();
}

void FoundPanel::addNote(const QString& text, TextTone tone, const QString& whatToDo) {
    auto* label = new Label(plainLine(text, 2000), TextRole::Body, tone);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    append(label);
    if (!whatToDo.isEmpty()) {
        auto* hint = new Label(plainLine(whatToDo, 2000), TextRole::Small, TextTone::Muted);
        hint->setWordWrap(true);
        append(hint);
    }
    follow();
}

QString FoundPanel::words() const {
    QStringList words;
    for (const QLabel* label : m_inside->findChildren<QLabel*>()) {
        words << label->text();
    }
    return words.join(QLatin1Char('\n'));
}

void FoundPanel::follow() {
    // As high as its words at this width, up to where it scrolls: a dialog that is half empty looks broken.
    m_inside->ensurePolished();
    // While it is hidden its own width is that of some other time, but not its parent's.
    int width = m_area->viewport()->width();
    if (const QLayout* around = parentWidget() != nullptr ? parentWidget()->layout() : nullptr) {
        const QMargins margins = around->contentsMargins();
        width = parentWidget()->width() - margins.left() - margins.right() - 2 * m_area->frameWidth() - 2;
    }
    const int room = std::max(300, width);
    const int needed =
        m_column->hasHeightForWidth() ? m_column->totalHeightForWidth(room) : m_inside->sizeHint().height();
    m_area->setMinimumHeight(std::min(needed + 2, highest));
    show();
}

QString numberTextOf(const Json& object, const char* key) {
    const auto it = object.is_object() ? object.find(key) : object.end();
    if (!object.is_object() || it == object.end() || !it->is_number_integer()) {
        return {};
    }
    return it->is_number_unsigned() || it->get<std::int64_t>() >= 0
               ? QLocale().toString(static_cast<qulonglong>(it->get<std::uint64_t>()))
               : QString();
}

QString decimalTextOf(const Json& object, const char* key, int digits) {
    const auto it = object.is_object() ? object.find(key) : object.end();
    if (!object.is_object() || it == object.end() || !it->is_number()) {
        return {};
    }
    const double value = it->get<double>();
    return std::isfinite(value) ? QLocale().toString(value, 'f', digits) : QString();
}

QString plainLine(QString text, qsizetype longest) {
    if (text.size() > longest) {
        text = text.left(longest) + QChar(0x2026);
    }
    for (QChar& c : text) {
        const char16_t code = c.unicode();
        const bool steers = code == 0x061C || (code >= 0x200E && code <= 0x200F) ||
                            (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
        if (steers || (c.category() == QChar::Other_Control && !c.isSpace())) {
            c = QChar(0xFFFD);
        } else if (c.isSpace()) {
            c = QLatin1Char(' ');
        }
    }
    return text;
}

QString tidyPath(const QString& typed) {
    if (typed == QLatin1String("~") || typed.startsWith(QLatin1String("~/"))) {
        return QDir::homePath() + typed.mid(1);
    }
    return typed.isEmpty() || typed.startsWith(QLatin1Char('/')) ? typed
                                                                 : QDir::currentPath() + QLatin1Char('/') + typed;
}

}  // namespace saferscope
