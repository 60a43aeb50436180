# SPDX-License-Identifier: GPL-3.0-or-later
# libtorch: Debian's package, an official archive in CMAKE_PREFIX_PATH, or the one inside a Python torch. Sets
# TORCH_LIBRARIES, TORCH_INCLUDE_DIRS and TORCH_CXX_FLAGS.
set(SAFERSCOPE_TORCH_ROOT "" CACHE PATH "Folder of an installed Python torch to link (packaging/gpu-check); empty = find_package")
set(SAFERSCOPE_TORCH_ABI 1 CACHE STRING "_GLIBCXX_USE_CXX11_ABI of that torch")

# Archives and Python's torch bring headers of other libraries along, and a newer fmt there would come before the one
# that spdlog was built with. So the compiler sees links to all but that.
function(saferscope_torch_without_fmt folders)
  set(seen)
  foreach(folder IN LISTS ${folders})
    if(EXISTS ${folder}/fmt AND EXISTS ${folder}/ATen AND NOT folder IN_LIST CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES)
      set(links ${CMAKE_BINARY_DIR}/torch-include)
      file(REMOVE_RECURSE ${links})
      file(MAKE_DIRECTORY ${links})
      file(GLOB entries RELATIVE ${folder} ${folder}/*)
      list(REMOVE_ITEM entries fmt)
      foreach(entry IN LISTS entries)
        file(CREATE_LINK ${folder}/${entry} ${links}/${entry} SYMBOLIC)
      endforeach()
      set(folder ${links})
    endif()
    list(APPEND seen ${folder})
  endforeach()
  set(${folders} ${seen} PARENT_SCOPE)
endfunction()

# Wheels and archives are linked with parts of a libstdc++ of their own, and export them: std::filesystem among others.
# Programs compiled here crash in those (torch 2.11 did so), so this system's library has to be asked before libtorch.
set(SAFERSCOPE_STDCXX_FIRST -Wl,--push-state,--no-as-needed -lstdc++ -Wl,--pop-state)

if(NOT SAFERSCOPE_TORCH_ROOT)
  find_package(Torch REQUIRED)
  set(given ${TORCH_INCLUDE_DIRS})
  saferscope_torch_without_fmt(TORCH_INCLUDE_DIRS)
  if(NOT TORCH_INCLUDE_DIRS STREQUAL given)
    list(PREPEND TORCH_LIBRARIES ${SAFERSCOPE_STDCXX_FIRST})
  endif()
  return()
endif()

# By hand, because TorchConfig.cmake of a CUDA build stops where the CUDA toolkit is not installed, though neither
# compiling nor running this program needs it.
set(root ${SAFERSCOPE_TORCH_ROOT})
set(TORCH_INCLUDE_DIRS ${root}/include ${root}/include/torch/csrc/api/include)
saferscope_torch_without_fmt(TORCH_INCLUDE_DIRS)
set(TORCH_CXX_FLAGS "-D_GLIBCXX_USE_CXX11_ABI=${SAFERSCOPE_TORCH_ABI}")
set(TORCH_LIBRARIES ${SAFERSCOPE_STDCXX_FIRST})
foreach(name torch torch_cpu c10 torch_cuda c10_cuda)
  find_library(SAFERSCOPE_LIB_${name} ${name} PATHS ${root}/lib NO_DEFAULT_PATH)
  mark_as_advanced(SAFERSCOPE_LIB_${name})
  if(SAFERSCOPE_LIB_${name})
    # Kernels register themselves when their library is loaded: no symbol of it is asked for, and yet it is needed.
    list(APPEND TORCH_LIBRARIES -Wl,--push-state,--no-as-needed,${SAFERSCOPE_LIB_${name}},--pop-state)
  endif()
endforeach()
if(NOT SAFERSCOPE_LIB_torch_cpu)
  message(FATAL_ERROR "There is no libtorch_cpu in ${root}/lib.")
endif()
# What libtorch_cuda needs in turn (cuDNN, cuBLAS) lies where its own run path says.
list(APPEND TORCH_LIBRARIES -Wl,--allow-shlib-undefined -Wl,-rpath,${root}/lib)
find_package(OpenMP COMPONENTS CXX)
if(OpenMP_CXX_FOUND)
  # at::parallel_for is compiled into this program and goes serial without.
  string(APPEND TORCH_CXX_FLAGS " ${OpenMP_CXX_FLAGS}")
  list(APPEND TORCH_LIBRARIES ${OpenMP_CXX_LIBRARIES})
endif()
unset(root)
