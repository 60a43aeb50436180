// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace saferscope {

/// A page on which somebody can have typed what is not saved anywhere yet. The program asks for it while it runs
/// and hands it back after a fault. GUI thread.
class HasUnsavedTexts {
public:
    virtual ~HasUnsavedTexts() = default;
    /// Empty when there is nothing. Must be quick: it is asked after every pause in typing.
    virtual QJsonObject unsavedTexts() const = 0;
    /// What unsavedTexts() gave, in the same workspace. Opens the fields it was typed into again, now or as soon as
    /// they can be; until then unsavedTexts() still has it. Saves nothing. Anything else in it is ignored.
    virtual void bringBack(const QJsonObject& texts) = 0;
};

}  // namespace saferscope
