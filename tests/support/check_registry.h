// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace saferscope::check {

struct Case {
    std::string name;
    std::function<void()> body;
};
std::vector<Case>& cases();

}  // namespace saferscope::check
