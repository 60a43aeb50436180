// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>
#include <QTranslator>
#include <cstring>
#include <map>
#include <string>

namespace saferscope::check {

/// While it lives, every sentence of core is spoken in brackets, or as `own` says; all else stays English. So a test
/// sees whether a text went through the translation, and where the parts of it ended up.
class BracketLanguage : public QTranslator {
public:
    explicit BracketLanguage(std::map<std::string, std::string> own = {}) : m_own(std::move(own)) {
        QCoreApplication::installTranslator(this);
    }
    ~BracketLanguage() override { QCoreApplication::removeTranslator(this); }

    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* text, const char*, int) const override {
        if (context == nullptr || std::strcmp(context, "core") != 0) {
            return {};
        }
        const auto known = m_own.find(text);
        return known != m_own.end() ? QString::fromStdString(known->second)
                                    : QStringLiteral("⟦") + QString::fromUtf8(text) + QStringLiteral("⟧");
    }

private:
    const std::map<std::string, std::string> m_own;
};

}  // namespace saferscope::check
