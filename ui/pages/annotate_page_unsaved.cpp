// SPDX-License-Identifier: GPL-3.0-or-later
// What is half written on the page, for the case that the program ends before it is saved.
#include "ui/bridge/workspace_session.h"
#include "ui/pages/annotate_card.h"
#include "ui/pages/annotate_page.h"
#include "ui/pages/rating_buttons.h"
#include "ui/pages/rating_inline_edit.h"

namespace saferscope {
namespace {

const QString featureKey = QStringLiteral("feature");
const QString commentKey = QStringLiteral("comment");
const QString labelKey = QStringLiteral("label");

}  // namespace

QJsonObject AnnotatePage::unsavedTexts() const {
    if (!m_broughtBack.isEmpty()) {
        return m_broughtBack;
    }
    QJsonObject texts;
    if (showing() != Showing::Card || !m_desk.queue().current()) {
        return texts;
    }
    const InlineEdit* comment = m_card->buttons()->commentEdit();
    if (!comment->isHidden() && !comment->text().trimmed().isEmpty()) {
        texts[commentKey] = comment->text();
    }
    const InlineEdit* label = m_card->labelEdit();
    if (!label->isHidden() && label->text().simplified() != m_card->state().label) {
        texts[labelKey] = label->text();
    }
    if (!texts.isEmpty()) {
        texts[featureKey] = static_cast<qint64>(m_desk.queue().current()->value());
    }
    return texts;
}

void AnnotatePage::bringBack(const QJsonObject& texts) {
    const qint64 feature = texts[featureKey].toInteger(-1);
    if (!m_desk.hasIndex() || feature < 0 ||
        feature >= static_cast<qint64>(m_desk.session()->index()->featureCount())) {
        return;
    }
    m_broughtBack = texts;
    showFeature(FeatureId(static_cast<std::uint32_t>(feature)));  // asks who rates where nobody does yet
}

void AnnotatePage::openBroughtBack() {
    const auto current = m_desk.queue().current();
    if (m_broughtBack.isEmpty() || showing() != Showing::Card || !current || m_preview ||
        m_broughtBack[featureKey].toInteger(-1) != static_cast<qint64>(current->value())) {
        return;
    }
    const QJsonObject texts = std::exchange(m_broughtBack, {});
    if (texts.contains(labelKey)) {
        m_card->startLabel();
        m_card->labelEdit()->setText(texts[labelKey].toString());
    }
    if (texts.contains(commentKey)) {
        m_card->buttons()->startComment();
        m_card->buttons()->commentEdit()->setText(texts[commentKey].toString());
    }
}

}  // namespace saferscope
