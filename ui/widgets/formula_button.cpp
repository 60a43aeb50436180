// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/formula_button.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/help_request.h"
#include "ui/widgets/labels.h"

#include <QCoreApplication>
#include <QToolButton>

namespace saferscope {

QToolButton* makeFormulaButton(const QString& what, const QString& place, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setObjectName(QStringLiteral("formula-") + place);
    button->setAutoRaise(true);
    button->setIcon(themedIcon(QStringLiteral("info")));
    const QString text = QCoreApplication::translate("FormulaButton", "How is this computed? (%1)").arg(what);
    button->setToolTip(plainToolTip(text));
    button->setAccessibleName(text);
    QObject::connect(button, &QToolButton::clicked, button,
                     [place] { HelpRequests::instance().ask(QStringLiteral("numbers#") + place); });
    QObject::connect(&ThemeManager::instance(), &ThemeManager::changed, button,
                     [button] { button->setIcon(themedIcon(QStringLiteral("info"))); });
    return button;
}

}  // namespace saferscope
