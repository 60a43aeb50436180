// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/annotate_keys.h"

#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {

namespace {

std::vector<KeyHelp> stripKeys(JudgeState judge) {
    const KeyHelp blind = {
        {QStringLiteral("B")},
        judge == JudgeState::Hidden ? AnnotateKeyStrip::tr("show the judge's answer") : AnnotateKeyStrip::tr("blind")};
    std::vector<KeyHelp> keys = {{{QStringLiteral("1"), QStringLiteral("5")}, AnnotateKeyStrip::tr("rate")}};
    if (judge == JudgeState::Shown) {
        keys.push_back({{AnnotateKeyStrip::tr("Enter")}, AnnotateKeyStrip::tr("confirm the judge")});
    } else if (judge == JudgeState::Hidden) {
        keys.push_back(blind);
    }
    keys.insert(keys.end(), {{{QStringLiteral("S")}, AnnotateKeyStrip::tr("skip")},
                             {{QStringLiteral("U")}, AnnotateKeyStrip::tr("undo")},
                             {{QStringLiteral("F")}, AnnotateKeyStrip::tr("flag")},
                             {{QStringLiteral("C")}, AnnotateKeyStrip::tr("comment")},
                             {{QStringLiteral("L")}, AnnotateKeyStrip::tr("name")},
                             {{QStringLiteral("\u2190"), QStringLiteral("\u2192")}, AnnotateKeyStrip::tr("move")},
                             {{QStringLiteral("J"), QStringLiteral("K")}, AnnotateKeyStrip::tr("scroll")}});
    if (judge != JudgeState::Hidden) {
        keys.push_back(blind);
    }
    keys.push_back({{QStringLiteral("?")}, AnnotateKeyStrip::tr("all keys")});
    return keys;
}

std::vector<KeyHelp> allKeys() {
    const auto key = [](const char* text) { return QString::fromLatin1(text); };
    return {{{key("1"), key("2"), key("3"), key("4"), key("5")}, AnnotateKeyList::tr("Rate, then the next card")},
            {{AnnotateKeyList::tr("Enter")},
             AnnotateKeyList::tr("Confirm the judge's rating once it is shown, then the next card")},
            {{key("S"), AnnotateKeyList::tr("Space")}, AnnotateKeyList::tr("Skip for now")},
            {{key("U"), AnnotateKeyList::tr("Backspace"), AnnotateKeyList::tr("Ctrl+Z")},
             AnnotateKeyList::tr("Undo, and back to that card")},
            {{QStringLiteral("\u2192"), key("N")}, AnnotateKeyList::tr("Next card, without rating")},
            {{QStringLiteral("\u2190"), key("P")}, AnnotateKeyList::tr("Previous card")},
            {{key("F")}, AnnotateKeyList::tr("Flag for another look, or take the flag away")},
            {{key("C")}, AnnotateKeyList::tr("Comment")},
            {{key("L")}, AnnotateKeyList::tr("Name the feature")},
            {{key("B")}, AnnotateKeyList::tr("Blind mode on or off")},
            {{key("J"), key("K")}, AnnotateKeyList::tr("Next, previous context")},
            {{AnnotateKeyList::tr("PgDn"), AnnotateKeyList::tr("PgUp")}, AnnotateKeyList::tr("Scroll by a page")},
            {{key("?"), key("H")}, AnnotateKeyList::tr("This list; Esc closes it")}};
}

QSizeF capSize(const QString& text) {
    const QFontMetrics metrics(smallFont());
    const int height = metrics.height() + 4;
    return {static_cast<qreal>(std::max(height, metrics.horizontalAdvance(text) + 12)), static_cast<qreal>(height)};
}

/// Draws a key cap with its left end at `x`, in the middle of the height; returns where it ends.
qreal drawCap(QPainter& painter, qreal x, qreal middle, const QString& text) {
    const Theme& theme = currentTheme();
    const QSizeF size = capSize(text);
    const QRectF cap(QPointF(x + 0.5, middle - size.height() / 2), size - QSizeF(1, 1));
    painter.setPen(theme.strongBorder);
    painter.setBrush(theme.raised);
    painter.drawRoundedRect(cap, smallCornerRadius - 1, smallCornerRadius - 1);
    painter.setPen(theme.text);
    painter.drawText(cap, Qt::AlignCenter, text);
    return x + size.width();
}

class Caps final : public QWidget {
public:
    Caps(QStringList caps, QWidget* parent) : QWidget(parent), m_caps(std::move(caps)) {
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override {
        qreal width = 0;
        for (const QString& cap : m_caps) {
            width += capSize(cap).width() + 4;
        }
        return {static_cast<int>(width), static_cast<int>(capSize(QString()).height()) + 4};
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setFont(smallFont());
        qreal x = 0;
        for (const QString& cap : m_caps) {
            x = drawCap(painter, x, height() / 2.0, cap) + 4;
        }
    }

private:
    const QStringList m_caps;
};

}  // namespace

AnnotateKeyStrip::AnnotateKeyStrip(QWidget* parent) : QWidget(parent), m_keys(stripKeys(JudgeState::Shown)) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Keys of this page. The question mark lists them."));
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void AnnotateKeyStrip::setNote(const QString& note) {
    if (note != m_note) {
        m_note = note;
        setAccessibleDescription(note);
        update();
    }
}

void AnnotateKeyStrip::setJudge(JudgeState judge) {
    if (judge != m_judge) {
        m_judge = judge;
        m_keys = stripKeys(judge);
        update();
    }
}

QStringList AnnotateKeyStrip::meanings() const {
    QStringList meanings;
    for (const KeyHelp& key : m_keys) {
        meanings.append(key.meaning);
    }
    return meanings;
}

QSize AnnotateKeyStrip::sizeHint() const { return {600, static_cast<int>(capSize(QString()).height()) + 6}; }
QSize AnnotateKeyStrip::minimumSizeHint() const { return {200, sizeHint().height()}; }

void AnnotateKeyStrip::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(smallFont());
    const QFontMetrics metrics(smallFont());
    const qreal middle = height() / 2.0;
    const qreal noteWidth = m_note.isEmpty() ? 0 : std::min(metrics.horizontalAdvance(m_note) + 4, width() * 3 / 5);
    const qreal end = width() - (noteWidth > 0 ? noteWidth + spacing(5) : 0);
    const auto needs = [&](const KeyHelp& key) {
        qreal need = metrics.horizontalAdvance(key.meaning) + 6;
        for (const QString& cap : key.caps) {
            need += capSize(cap).width() + 3;
        }
        return need;
    };
    qreal x = 0;
    const KeyHelp& all = m_keys.back();  // always shown: it leads to those that are not
    for (const KeyHelp& key : m_keys) {
        const bool range = key.caps.size() == 2 && key.caps[0] == QLatin1String("1");
        const bool last = &key == &all;
        if (!last && x + needs(key) + spacing(4) + needs(all) > end) {
            continue;
        }
        for (qsizetype i = 0; i < key.caps.size(); ++i) {
            if (i > 0 && range) {
                painter.setPen(theme.mutedText);
                const qreal dash = metrics.horizontalAdvance(QChar(0x2013)) + 2;
                painter.drawText(QRectF(x - 3, 0, dash + 2, height()), Qt::AlignCenter, QString(QChar(0x2013)));
                x += dash - 2;
            }
            x = drawCap(painter, x, middle, key.caps[i]) + 3;
        }
        x += 3;
        painter.setPen(theme.mutedText);
        painter.drawText(QRectF(x, 0, metrics.horizontalAdvance(key.meaning) + 2, height()),
                         Qt::AlignVCenter | Qt::AlignLeft, key.meaning);
        x += metrics.horizontalAdvance(key.meaning) + spacing(4);
    }
    if (noteWidth > 0) {
        painter.setPen(theme.text);
        painter.drawText(QRectF(width() - noteWidth, 0, noteWidth, height()), Qt::AlignVCenter | Qt::AlignRight,
                         metrics.elidedText(cellText(m_note), Qt::ElideRight, static_cast<int>(noteWidth)));
    }
}

AnnotateKeyList::AnnotateKeyList(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* card = new Card(tr("Keys"), QString(), this);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(spacing(5));
    grid->setVerticalSpacing(spacing(1));
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const KeyHelp& key : allKeys()) {
        auto* caps = new Caps(key.caps, card);
        caps->setAccessibleName(key.caps.join(QStringLiteral(", ")));
        grid->addWidget(caps, row, 0);
        auto* meaning = new Label(key.meaning, TextRole::Body, TextTone::Normal, card);
        meaning->setAccessibleName(key.caps.join(QStringLiteral(", ")) + QStringLiteral(": ") + key.meaning);
        grid->addWidget(meaning, row++, 1);
    }
    card->body()->addLayout(grid);
    layout->addWidget(card);
    hide();
}

void AnnotateKeyList::openOver(QWidget* page) {
    adjustSize();
    move(std::max(0, (page->width() - width()) / 2), std::max(0, (page->height() - height()) / 2));
    raise();
    show();
}

}  // namespace saferscope
