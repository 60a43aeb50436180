# SPDX-License-Identifier: GPL-3.0-or-later
# Precompiled headers: reading the libraries' headers is nine tenths of compiling a file here. One set for each kind of
# target, made once and of outside headers only, so that no change of ours makes everything new. A file includes what it
# uses all the same: the preset `tidy` builds without them.
set(saferscope_std_headers
  <algorithm> <array> <bit> <charconv> <chrono> <cmath> <condition_variable> <cstdint> <cstdio> <cstdlib> <cstring> <deque>
  <filesystem> <fstream> <functional> <future> <iomanip> <iostream> <iterator> <limits> <list> <map> <memory> <mutex> <numeric>
  <optional> <random> <regex> <set> <span> <sstream> <stdexcept> <stop_token> <string> <string_view> <system_error> <thread>
  <tuple> <unordered_map> <unordered_set> <utility> <variant> <vector> <nlohmann/json.hpp> <tl/expected.hpp>)

function(saferscope_make_precompiled kind)
  cmake_parse_arguments(ARG "" "" "HEADERS;LINKS;DEFINITIONS" ${ARGN})
  set(target saferscope_${kind}_pch)
  add_library(${target} OBJECT ${PROJECT_SOURCE_DIR}/packaging/cmake/precompiled.cpp)
  saferscope_common(${target})
  target_compile_options(${target} PRIVATE -fPIC)
  target_compile_definitions(${target} PRIVATE ${ARG_DEFINITIONS})
  target_link_libraries(${target} PRIVATE ${ARG_LINKS})
  target_precompile_headers(${target} PRIVATE ${ARG_HEADERS} ${saferscope_std_headers})
endfunction()

saferscope_make_precompiled(std LINKS nlohmann_json::nlohmann_json)
saferscope_make_precompiled(torch HEADERS <ATen/ATen.h> LINKS saferscope_torch nlohmann_json::nlohmann_json)
if(SAFERSCOPE_GUI)
  # As saferscope_ui_library() has it, and as tests have it: a definition that the headers look at makes another set. So
  # <QtTest> is in none: it looks at the folder that a test is built in.
  saferscope_make_precompiled(qt HEADERS <QtWidgets> LINKS Qt6::Widgets nlohmann_json::nlohmann_json
    DEFINITIONS QT_NO_CAST_FROM_ASCII QT_NO_KEYWORDS)
  saferscope_make_precompiled(qt_test HEADERS <QtWidgets> LINKS Qt6::Widgets nlohmann_json::nlohmann_json)
endif()

# saferscope_precompiled(TARGET KIND): KIND is std, torch (whatever links libtorch), qt (with QT_NO_CAST_FROM_ASCII and
# QT_NO_KEYWORDS) or qt_test.
function(saferscope_precompiled target kind)
  target_precompile_headers(${target} REUSE_FROM saferscope_${kind}_pch)
  target_compile_options(${target} PRIVATE -fPIC)  # a program would be -fPIE, which another header would be needed for
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 takes libstdc++ for ours when it comes from a precompiled header, and is wrong about std::string there
    # (GCC bugs 105329 and 105651).
    target_compile_options(${target} PRIVATE -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread)
  endif()
endfunction()
