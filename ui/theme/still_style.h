// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace saferscope {

/// Fusion, which animates nothing while motion is reduced (ThemeManager::reducedMotion()).
class StillStyle : public QProxyStyle {
    Q_OBJECT

public:
    StillStyle() : QProxyStyle(QStringLiteral("Fusion")) {}
    int styleHint(StyleHint hint, const QStyleOption* option = nullptr, const QWidget* widget = nullptr,
                  QStyleHintReturn* data = nullptr) const override;
};

}  // namespace saferscope
